import {
  DeleteDiskCommand,
  GetAlarmsCommand,
  GetBucketsCommand,
  GetCertificatesCommand,
} from '@aws-sdk/client-lightsail'
import type { LightsailOptions } from 'lightsail-ports-testkit'
import { describe, expect, test } from 'vitest'
import { doorNames, doors } from '../../support/doors.ts'

const open = (options: LightsailOptions = {}) => doors.requestHandler({ instances: ['web-1'], ...options })
const alarms = (name: string) => ({ alarms: [{ name }] })

describe.each(doorNames)('an answer for an operation that is not simulated, through %s', (name) => {
  test('is given to its calls and to no others', async () => {
    await using door = await doors[name]({ instances: ['web-1'] })
    door.lightsail.replies.add({ operation: 'GetAlarms', output: alarms('cpu') })
    const client = door.client()
    const { alarms: found } = await client.send(new GetAlarmsCommand({ alarmName: 'cpu' }))
    expect(found).toMatchObject([{ name: 'cpu' }])
    expect(door.lightsail.calls.last).toMatchObject({ operation: 'GetAlarms', unknownMembers: [] })
    await expect(client.send(new DeleteDiskCommand({ diskName: 'disk-1' }))).rejects.toThrow('Simulated are')
  })
})

test('an answer is used for as many calls as it says, the oldest first', async () => {
  await using door = await open()
  const { replies } = door.lightsail
  replies.add(
    { operation: 'GetAlarms', output: alarms('first'), times: 2 },
    { operation: 'GetAlarms', output: alarms('then') },
  )
  const client = door.client()
  const names: unknown[] = []
  for (let times = 0; times < 4; times++) {
    names.push((await client.send(new GetAlarmsCommand({}))).alarms?.[0]?.name)
  }
  expect(names).toEqual(['first', 'first', 'then', 'then'])
  expect(replies.remaining()).toEqual([{ operation: 'GetAlarms', output: alarms('then'), times: 'always' }])
})

test('an answer comes before the simulation, and a fault before the answer', async () => {
  await using door = await open()
  door.lightsail.replies.add({ operation: 'GetBuckets', output: { buckets: [{ name: 'bucket-1' }] } })
  door.lightsail.faults.next('ServiceException')
  const ask = () => door.client().send(new GetBucketsCommand({ bucketName: 'bucket-1' }))
  await expect(ask()).rejects.toMatchObject({ name: 'ServiceException' })
  expect((await ask()).buckets).toMatchObject([{ name: 'bucket-1' }])
})

test('an answer is for callers who are allowed the operation', async () => {
  const arn = 'arn:aws:iam::123456789012:user/nobody'
  await using door = await open({ principals: [{ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', arn }] })
  door.lightsail.replies.add({ operation: 'GetAlarms', output: alarms('cpu') })
  await expect(door.client().send(new GetAlarmsCommand({}))).rejects.toMatchObject({ name: 'AccessDeniedException' })
})

test('a moment in an answer is a Date, or seconds', async () => {
  const createdAt = new Date('2026-01-31T12:00:00.500Z')
  await using door = await open({
    replies: [
      { operation: 'GetCertificates', output: { certificates: [{ certificateDetail: { createdAt } }] }, times: 1 },
    ],
  })
  const ask = () => door.client().send(new GetCertificatesCommand({}))
  expect((await ask()).certificates?.[0]?.certificateDetail?.createdAt).toEqual(createdAt)
  await expect(ask()).rejects.toThrow('Simulated are')
  door.lightsail.reset()
  expect((await ask()).certificates).toHaveLength(1)
})

test('what the caller does with an output later changes no answer', async () => {
  await using door = await open()
  const output = alarms('cpu')
  door.lightsail.replies.add({ operation: 'GetAlarms', output })
  output.alarms.pop()
  expect((await door.client().send(new GetAlarmsCommand({}))).alarms).toHaveLength(1)
})

test.each([
  [
    { operation: 'GetAlarm', output: {} },
    /replies\[1\]\.operation: .*GetAlarm is not an operation of Lightsail|operation/,
  ],
  [{ operation: 'GetAlarms' }, /replies\[1\]\.output: /],
  [{ operation: 'GetAlarms', output: [] }, /replies\[1\]\.output: /],
  [{ operation: 'GetAlarms', output: {}, times: 0 }, /replies\[1\]\.times: .*from 1, or "always"/],
  [{ operation: 'GetAlarms', output: {}, tmes: 1 }, /replies\[1\]\.tmes: /],
  ['GetAlarms', /replies\[1\]: /],
])('an answer that is wrong is refused with the others: %j', async (wrong, problem) => {
  await using door = await open()
  const { replies } = door.lightsail
  expect(() => replies.add({ operation: 'GetAlarms', output: {} }, wrong as never)).toThrow(problem)
  expect(replies.isEmpty).toBe(true)
})
