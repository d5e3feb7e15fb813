import { createLightsail, errorCatalogue, type Lightsail } from 'lightsail-ports-testkit'
import { beforeAll, expect, test } from 'vitest'
import { findPython, type Made, make as makeWith, put } from '../support/boto3.ts'
import { CALLERS, WORLD_OF_CALLERS } from './world-of-callers.ts'
import { WORLD_OF_ERRORS } from './world-of-errors.ts'

let python = ''
beforeAll(async () => {
  python = await findPython()
})
const make = (lightsail: Lightsail, calls: readonly Made[]) => makeWith(python, lightsail, calls)
const https = { fromPort: 443, toPort: 443, protocol: 'tcp' }

test('boto3 puts ports and reads them back', async () => {
  const lightsail = createLightsail({ instances: ['web-1'] })
  const [done, states, instance, operations] = await make(lightsail, [
    put('web-1', [
      { ...https, cidrs: ['192.0.2.44'] },
      { fromPort: 8, toPort: -1, protocol: 'icmp' },
    ]),
    { operation: 'get_instance_port_states', params: { instanceName: 'web-1' } },
    { operation: 'get_instance', params: { instanceName: 'web-1' } },
    { operation: 'get_operations', params: {} },
  ])
  expect(done?.output?.['operation']).toMatchObject({ status: 'Succeeded', operationDetails: '443/tcp,8--1/icmp' })
  expect(states?.output?.['portStates']).toMatchObject([
    { fromPort: 443, protocol: 'tcp', cidrs: ['192.0.2.44/32'], state: 'open' },
    { fromPort: 8, toPort: -1, protocol: 'icmp' },
  ])
  expect(instance?.output?.['instance']).toMatchObject({ name: 'web-1', state: { name: 'running' } })
  expect(operations?.output?.['operations']).toMatchObject([{ operationType: 'PutInstancePublicPorts' }])
})

test('boto3 meets each documented error by its cause, or forced', async () => {
  const results = await make(createLightsail(WORLD_OF_ERRORS), [
    put('web-1', [https], { region: 'us-west-2' }),
    put('web-1', [{ ...https, toPort: 70_000 }]),
    put('web-9', [https]),
    put('new', [https]),
    put('madrid', [https], { region: 'eu-south-2' }),
    put('web-1', [https], { region: 'us-east-2' }),
    put('web-1', [https], { unsigned: true }),
  ])
  const [setup] = await make(createLightsail({ ...WORLD_OF_ERRORS, account: { status: 'setup-in-progress' } }), [
    put('web-1', [https]),
  ])
  const names = [...results, setup].map((result) => result?.error)
  expect(names.toSorted()).toEqual(errorCatalogue.filter((entry) => entry.documentedForPut).map(({ name }) => name))
  for (const result of [...results, setup]) {
    // Its own class where this boto3 knows the error: RegionSetupInProgressException came in 2025.
    expect(result?.class).toBe(result?.modeled ? result.error : 'ClientError')
    expect(result?.modeled || result?.error === 'RegionSetupInProgressException').toBe(true)
    expect(result?.message).not.toBe('')
  }
  expect(results[1]?.message).toBe('portInfos[0].toPort: 70000 is not a port from 0 to 65535')
})

test('boto3 is known by its signature', async () => {
  const lightsail = createLightsail(WORLD_OF_CALLERS)
  const { deploy, session } = CALLERS
  const as = (credentials: object, name = 'web-1') => put(name, [https], { credentials })
  const results = await make(lightsail, [
    as(deploy),
    as(session),
    as({ ...deploy, secretAccessKey: 'another' }),
    as({ ...session, sessionToken: 'another' }),
    as(session, 'db-1'),
  ])
  expect(results.map(({ error }) => error)).toEqual([
    undefined,
    undefined,
    'InvalidSignatureException',
    'UnrecognizedClientException',
    'AccessDeniedException',
  ])
  expect(results[4]?.message).toContain('User: arn:aws:sts::123456789012:assumed-role/sync/one is not authorized')
  expect([...lightsail.calls].map((call) => call.authorization?.decision)).toEqual([
    'allowed',
    'allowed',
    undefined,
    undefined,
    'implicitDeny',
  ])
})

test('the journal numbers the attempts of boto3', async () => {
  const lightsail = createLightsail({ instances: ['web-1'], faults: [{ error: 'ServiceException', times: 2 }] })
  await make(lightsail, [put('web-1', [https], { attempts: 3 })])
  const calls = [...lightsail.calls]
  expect(calls.map(({ attempt }) => attempt)).toEqual([1, 2, 3])
  expect(new Set(calls.map(({ invocationId }) => invocationId)).size).toBe(1)
})

test('boto3 retries exactly the errors that the catalogue says', async () => {
  const counts: [string, boolean][] = []
  for (const { name } of errorCatalogue) {
    const lightsail = createLightsail({ instances: ['web-1'], faults: [{ error: name, times: 'always' }] })
    const [result] = await make(lightsail, [put('web-1', [https], { attempts: 2 })])
    // botocore drops the namespace in front of a name.
    expect(result?.error).toBe(name)
    counts.push([name, lightsail.calls.length > 1])
  }
  expect(counts).toEqual(errorCatalogue.map((entry) => [entry.name, entry.retried.botocore]))
})
