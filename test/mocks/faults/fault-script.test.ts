import { GetInstancesCommand, GetRegionsCommand, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import fc from 'fast-check'
import { createLightsail, fault, InvalidDefinitionError } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'
import { randomRuns } from '../../support/budget.ts'
import { doors } from '../../support/doors.ts'

const put = (instanceName = 'web-1') => new PutInstancePublicPortsCommand({ instanceName, portInfos: [] })
const nameOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'ok',
    (error: Error) => error.name,
  )

test('the next calls fail one by one, then all is well', async () => {
  await using door = await doors.requestHandler({ instances: ['web-1'] })
  door.lightsail.faults.next('ServiceException', fault.error('ThrottlingException'))
  const client = door.client()
  const names = []
  for (let times = 0; times < 3; times++) names.push(await nameOf(client.send(put())))
  expect(names).toEqual(['ServiceException', 'ThrottlingException', 'ok'])
})

test('a fault waits for the calls that it is for', async () => {
  await using door = await doors.requestHandler({
    instances: ['web-1', 'web-2', { name: 'web-1', region: 'eu-west-1' }],
  })
  const { faults } = door.lightsail
  faults.when({ operation: 'GetRegions' }, 'ServiceException')
  faults.when({ instanceName: 'web-2' }, 'NotFoundException')
  faults.when({ region: 'eu-west-1', instanceName: 'web-1' }, 'AccessDeniedException')
  const client = door.client()
  const dublin = door.client({ region: 'eu-west-1' })
  expect(await nameOf(client.send(put()))).toBe('ok')
  expect(await nameOf(client.send(put('web-2')))).toBe('NotFoundException')
  expect(await nameOf(dublin.send(new GetInstancesCommand({})))).toBe('ok')
  expect(await nameOf(dublin.send(put()))).toBe('AccessDeniedException')
  expect(await nameOf(client.send(new GetRegionsCommand({})))).toBe('ServiceException')
  expect(faults.remaining()).toEqual([])
})

test('the first fault that matches a call happens', async () => {
  await using door = await doors.requestHandler({ instances: ['web-1'] })
  const { faults } = door.lightsail
  faults.add({ error: 'ThrottlingException', times: 2 })
  faults.when({ operation: 'PutInstancePublicPorts' }, 'NotFoundException')
  const client = door.client()
  const names = []
  for (let times = 0; times < 4; times++) names.push(await nameOf(client.send(put())))
  expect(names).toEqual(['ThrottlingException', 'ThrottlingException', 'NotFoundException', 'ok'])
})

test('faults of the start come back with reset, others do not', async () => {
  await using door = await doors.requestHandler({
    instances: ['web-1'],
    faults: [{ error: 'ServiceException', times: 'always' }],
  })
  const { lightsail } = door
  lightsail.faults.clear()
  lightsail.faults.next('NotFoundException')
  lightsail.reset()
  expect(lightsail.faults.remaining()).toEqual([{ error: 'ServiceException', times: 'always' }])
  const client = door.client()
  for (let times = 0; times < 3; times++) expect(await nameOf(client.send(put()))).toBe('ServiceException')
})

test('the remaining faults can be added to another service', () => {
  const lightsail = createLightsail({ instances: ['web-1'] })
  lightsail.faults.next(fault.delay(5), fault.neverAnswer())
  lightsail.faults.add({ error: 'ServiceException', times: 3, when: { region: 'eu-west-1' }, retryAfter: 2 })
  const other = createLightsail()
  other.faults.add(...JSON.parse(JSON.stringify(lightsail.faults.remaining())))
  expect(other.faults.remaining()).toEqual(lightsail.faults.remaining())
})

test.each([
  [{}, 'error: is required'],
  [undefined, 'Failed to take the fault: nothing was given.'],
  [
    { error: 'ServiceException', when: { operation: 'PutInstancePublicPort' } },
    'when.operation: "PutInstancePublicPort" is not an operation of Lightsail',
  ],
  [
    { error: 'ServiceException', when: { region: 'us-esat-1' } },
    'when.region: "us-esat-1" is not a Region with Lightsail. Use one of us-east-1, ',
  ],
  [7, 'Failed to take the fault: 7 is not an object'],
  ['Nope', 'Failed to take the fault: "Nope" is not in the catalogue of errors'],
  ['truncate', '"truncate" needs more members than its name: give it as an object'],
  [{ error: 'Nope' }, 'error: "Nope" is not in the catalogue of errors. Use one of AccessDeniedException, '],
  [{ error: 'constructor' }, 'is not in the catalogue'],
  [{ error: 'ServiceException', times: 0 }, 'times: 0 is not a whole number of calls from 1, or "always"'],
  [{ error: 'ServiceException', times: 1.5 }, 'times: 1.5 is not'],
  [{ error: 'ServiceException', status: 200 }, 'status: 200 is not an HTTP status from 400 to 599'],
  [{ error: 'ServiceException', retryAfter: -1 }, 'retryAfter: -1 is not a whole number of seconds from 0'],
  [{ error: 'ServiceException', retryAfter: 1.5 }, 'retryAfter: 1.5 is not a whole number of seconds from 0'],
  [{ error: 'ServiceException', when: { instance: 'web-1' } }, 'when.instance: unknown member'],
  [{ error: 'ServiceException', typo: 1 }, 'typo: unknown member'],
  [{ fault: 'delay' }, 'ms: is required'],
  [{ fault: 'delay', ms: Number.NaN }, 'ms: '],
  [{ fault: 'delay', ms: 3e9 }, 'ms: 3000000000 is not a number of milliseconds from 0 to 2147483647'],
  [{ fault: 'delay', ms: -1 }, 'ms: -1 is not a number of milliseconds from 0'],
  [{ fault: 'delay', ms: { min: 2, max: 1 } }, 'has a min above its max'],
  [{ fault: 'delay', ms: { min: 2 } }, 'ms.max: is required'],
  [{ fault: 'explode' }, 'fault: "explode" is not a fault. Use one of delay, neverAnswer, reset, truncate'],
  [{ fault: 'constructor' }, 'fault: "constructor" is not a fault'],
  [{ fault: ['delay'] }, 'is not a fault'],
  [{ fault: 'reset' }, 'at: is required'],
  [{ fault: 'reset', at: 'once' }, 'at: expected'],
  [{ fault: 'truncate', bytes: -1 }, 'bytes: -1 is not a whole number of bytes from 0'],
  [{ fault: 'trickle', bytesPerSecond: 0 }, 'bytesPerSecond: 0 is not a number of bytes a second above 0'],
  [{ fault: 'html', status: 200 }, 'status: 200 is not an HTTP status'],
  [{ fault: 'contentType', type: 'a\r\nb: c' }, 'is not a text for a header'],
  [{ fault: 'clockSkew', seconds: 0.5 }, 'seconds: 0.5 is not a whole number'],
  [{ fault: 'succeedSlowly', ms: 1, fails: 'no' }, 'fails: expected'],
  [{ fault: 'emptyBody', bytes: 1 }, 'bytes: unknown member'],
  [{ error: 'ServiceException', probability: 2 }, 'probability: 2 is not a probability from 0 to 1'],
  [{ error: 'ServiceException', probability: -0.1 }, 'probability: -0.1 is not'],
  [{ error: 'ServiceException', when: { attempt: 0 } }, 'when.attempt: 0 is not the number of a try, from 1'],
  [{ faults: [{ fault: 'emptyBody' }, { fault: 'truncate', bytes: 3 }] }, 'an empty body cannot be cut off'],
  [{ faults: [{ fault: 'neverAnswer' }, { fault: 'delay', ms: 5 }] }, 'and delay changes the reply'],
  [
    {
      faults: [
        { fault: 'reset', at: 'before' },
        { fault: 'succeedSlowly', ms: 5 },
      ],
    },
    'and succeedSlowly changes',
  ],
  [{ faults: [] }, 'has no faults'],
  [{ faults: [{ fault: 'explode' }] }, 'faults[0].fault: "explode" is not a fault'],
  [{ faults: [{ fault: 'delay', ms: 1, times: 2 }] }, 'faults[0].times: unknown member'],
  [
    { faults: [{ error: 'ServiceException' }, { fault: 'html', status: 502 }] },
    'ServiceException and html both decide what is answered',
  ],
  [
    { faults: [{ fault: 'reset', at: 'before' }, { fault: 'malformedJson' }] },
    'with reset no reply comes, and malformedJson changes the reply',
  ],
  [{ faults: [{ fault: 'emptyBody' }, { fault: 'reset', at: 'during' }] }, 'an empty body cannot be cut off'],
  [
    { faults: [{ fault: 'commitThenDrop' }, { fault: 'malformedJson' }] },
    'with commitThenDrop no reply comes, and malformedJson changes the reply',
  ],
  [{ fault: 'html', status: 600 }, 'status: 600 is not an HTTP status from 400 to 599'],
])('an invalid fault is refused when it is given: %j', (given, problem) => {
  const { faults } = createLightsail()
  expect(() => faults.add({ error: 'ServiceException' }, given as never)).toThrow(InvalidDefinitionError)
  expect(() => faults.add(given as never)).toThrow(problem)
  expect(faults.remaining()).toEqual([])
})

test.each([
  [[fault.commitThenDrop(), fault.succeedSlowly(5)]],
  [[fault.commitThenDrop(), fault.delay(5)]],
  [[fault.reset('before'), fault.delay(5)]],
  [[fault.trickle(5), fault.delay(5), fault.truncate(5)]],
  [[fault.emptyBody(), fault.contentType('text/plain')]],
])('faults that decide different things of a call can be composed: %j', (singles) => {
  const { faults } = createLightsail()
  faults.next(fault.compose(...singles))
  expect(faults.remaining()).toEqual([{ faults: singles, times: 1 }])
})

test('a name is enough for a fault without other members', () => {
  const { faults } = createLightsail()
  faults.next('neverAnswer', 'emptyBody')
  expect(faults.remaining()).toEqual([
    { fault: 'neverAnswer', times: 1 },
    { fault: 'emptyBody', times: 1 },
  ])
})

test('no fault at all is refused', () => {
  const { faults } = createLightsail()
  expect(() => faults.next()).toThrow('no fault was given')
  expect(() => faults.when({ operation: 'GetRegions' })).toThrow('no fault was given')
})

test('an unknown name is refused by the vocabulary itself', () => {
  expect(() => fault.error('Nope' as never)).toThrow(
    'Failed to find an error: "Nope" is not in the catalogue of errors.',
  )
})

test('anything at all is a fault or is refused', () => {
  const { faults } = createLightsail()
  const almost = fc.record(
    {
      error: fc.constantFrom('ServiceException', 'x'),
      fault: fc.constant('delay'),
      ms: fc.anything(),
      times: fc.anything(),
      when: fc.anything(),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.oneof(fc.anything(), almost), (given) => {
      faults.clear()
      try {
        faults.add(given as never)
        expect(faults.remaining().length).toBe(1)
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidDefinitionError)
        expect(faults.remaining()).toEqual([])
      }
    }),
    { numRuns: randomRuns(1000) },
  )
})
