import { inspect } from 'node:util'
import { LightsailClient } from '@aws-sdk/client-lightsail'
import { createLightsail, errorResponse, fault, operation } from 'lightsail-ports-testkit'
import { createService } from 'lightsail-ports-testkit/server'
import { describe, expect, test } from 'vitest'

describe('an invalid option is refused by name', () => {
  test.each([
    [
      { instancs: ['web-1'] },
      'unknown option instancs. Use auth, throttling, statusCodes, clock, seed, region, maxCalls, bootTime, replies, endpoint',
    ],
    [{ auth: 'maybe' }, 'auth is "maybe". Use one of off, presence'],
    [{ statusCodes: 418 }, 'statusCodes is 418. Use one of documented, model'],
    [{ seed: 1.5 }, 'seed is 1.5. Use a whole number from -2147483648 to 4294967295.'],
    [{ seed: 'x' }, 'seed is x'],
    [{ region: 'US EAST' }, '"US EAST" is not a Region with Lightsail. Use one of us-east-1, '],
    [{ region: 5 }, '5 is not a Region'],
    [{ region: 'us-esat-1' }, '"us-esat-1" is not a Region with Lightsail'],
    [['web-1'], "its options are not an object. Use one such as { instances: ['web-1'] }."],
    ['web-1', 'its options are not an object'],
    [{ clock: new Date() }, 'clock has no now()'],
    [{ endpoint: 'http://localhost:4566/lightsail' }, 'is not an HTTP URL without a path'],
    [{ clock: { now: () => Number.NaN } }, 'clock.now() gives NaN'],
    [{ endpoint: 'localhost:4566' }, 'the endpoint "localhost:4566" is not an HTTP URL'],
    [{ bootTime: 'soon' }, 'bootTime is "soon". Use milliseconds from 0, or a text such as 20s.'],
    [{ bootTime: { ports: -1 } }, 'bootTime is -1. Use milliseconds'],
    [{ bootTime: { port: 1 } }, 'bootTime has no part port. Use state, address and ports.'],
    [{ maxCalls: -1 }, 'maxCalls is -1. Use a whole number from 0'],
    [
      { endpoint: 'localhost' },
      'the endpoint "localhost" is not an HTTP URL without a path. Use one such as http://localhost:4566.',
    ],
  ])('%j', (options, message) => {
    expect(() => createLightsail(options as never)).toThrow(message)
  })

  test('an option that is undefined counts as absent', () => {
    const options = { instances: undefined, auth: undefined, seed: undefined, clock: undefined, endpoint: undefined }
    expect([...createLightsail(options).instances]).toEqual([])
  })
})

test('a misspelt Region is refused where it is told', () => {
  expect(() => createLightsail().completeSetup('eu south 2')).toThrow('"eu south 2" is not a Region with Lightsail')
  expect(() => createLightsail().startSetup('eu-suoth-2')).toThrow('"eu-suoth-2" is not a Region with Lightsail')
})

test('a caller that changes its definition later changes nothing', () => {
  const instances = ['web-1']
  const lightsail = createLightsail({ instances })
  instances.push('web-2')
  lightsail.reset()
  expect([...lightsail.instances].map(({ name }) => name)).toEqual(['web-1'])
})

test('a service without MSW has the same doors but for its handlers', () => {
  const service = createService({ instances: ['web-1'] })
  expect(service.requestHandler.metadata).toEqual({ handlerProtocol: 'http/1.1' })
  expect('handlers' in service).toBe(false)
})

// Not run: tsc holds these, in `npm run check`.
test('the types say what is possible', () => {
  const typed = (): void => {
    const lightsail = createLightsail({
      instances: ['web-1', { name: 'web-2', state: 'stopped', ipAddressType: 'ipv4' }],
    })
    // @ts-expect-error no such option
    createLightsail({ instancs: [] })
    // @ts-expect-error no such state
    createLightsail({ instances: [{ name: 'web-1', state: 'gone' }] })
    // @ts-expect-error an instance has a name
    createLightsail({ instances: [{ region: 'us-east-1' }] })
    // @ts-expect-error no such error
    lightsail.faults.next('Nope')
    // @ts-expect-error no such error
    errorResponse('Nope')
    // @ts-expect-error no such operation
    lightsail.calls.of('PutInstancePublicPort')
    // @ts-expect-error no such operation
    lightsail.faults.when({ operation: 'PutInstancePublicPort' }, 'ServiceException')
    // @ts-expect-error no such member
    lightsail.faults.add({ eror: 'ServiceException' })
    lightsail.faults.next({ error: 'ServiceException', times: 2 })
    lightsail.faults.when(
      { operation: 'PutInstancePublicPorts' },
      fault.error('NotFoundException', { code: 'x' }),
      'ServiceException',
    )
    operation('PutInstancePublicPorts', ({ input }) => {
      input.portInfos satisfies { fromPort?: number | undefined }[] | undefined
      // @ts-expect-error the input of another operation
      input.portInfo
      return { operation: { status: 'Succeeded' } }
    })
    // @ts-expect-error no such member of the output
    operation('PutInstancePublicPorts', () => ({ operations: [] }))
    new LightsailClient({ requestHandler: lightsail.requestHandler })
  }
  expect(typed).toBeTypeOf('function')
})

test('console.log shows what a service holds, without its secrets', async () => {
  const lightsail = createLightsail({
    instances: ['web-1'],
    principals: [
      { accessKeyId: 'AKIDDEPLOY', secretAccessKey: 'the-secret', arn: 'arn:aws:iam::123456789012:user/deploy' },
    ],
    rules: { 'put-empty': 'refuse' },
  })
  lightsail.faults.next('ServiceException')
  const shown = inspect(lightsail, { depth: 5 })
  expect(shown).toMatch(/^Lightsail \{/)
  for (const part of [
    "name: 'web-1'",
    "'80/tcp'",
    'ServiceException',
    'user/deploy',
    "'put-empty': 'refuse'",
    'calls: 0',
  ]) {
    expect(shown).toContain(part)
  }
  expect(shown).not.toContain('the-secret')
  expect(inspect(lightsail.instances)).toContain("name: 'web-1'")
  expect(inspect(lightsail.instances.get('web-1'))).toContain("name: 'web-1'")
  expect(inspect(lightsail.faults)).toContain('ServiceException')
  expect(inspect(lightsail.calls)).toBe('CallJournal []')
})
