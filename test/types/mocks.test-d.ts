import { LightsailClient, type PutInstancePublicPortsRequest } from '@aws-sdk/client-lightsail'
import {
  behaviours,
  ClockError,
  createLightsail,
  createVirtualClock,
  errorCatalogue,
  errorResponse,
  type Fault,
  fault,
  InvalidDefinitionError,
  type Lightsail,
  NoSuchInstanceError,
  operation,
} from 'lightsail-ports-testkit'
import { setupServer } from 'msw/node'
import { expectTypeOf } from 'vitest'

expectTypeOf(createLightsail()).toEqualTypeOf<Lightsail>()
const lightsail = createLightsail({
  instances: ['web-1', { name: 'web-2', ports: [{ protocol: 'tcp', fromPort: 22, toPort: 22 }] }],
  auth: 'verify',
  clock: createVirtualClock('2026-01-01T00:00:00Z'),
})
// @ts-expect-error: there is no such way to authenticate
createLightsail({ auth: 'sometimes' })
// @ts-expect-error: an instance needs its name
createLightsail({ instances: [{ region: 'us-east-1' }] })
// @ts-expect-error: a misspelt option
createLightsail({ instance: ['web-1'] })

// Its doors fit MSW and the SDK.
setupServer(...lightsail.handlers)
new LightsailClient({ requestHandler: lightsail.requestHandler })
expectTypeOf(lightsail.fetch).toExtend<typeof fetch>()
expectTypeOf(lightsail.instances.get('web-1').ports[0]?.fromPort).toEqualTypeOf<number | undefined>()
// @ts-expect-error: the ports of an instance are read only
lightsail.instances.get('web-1').ports.pop()
lightsail.clock.advance('1h')
// @ts-expect-error: the simulated service has no such operation
lightsail.calls.of('PutPorts')

// Faults, by name and as values.
lightsail.faults.next('ServiceException', fault.delay(20), fault.times(2, fault.html(502)))
lightsail.faults.when({ operation: 'PutInstancePublicPorts' }, fault.commitThenDrop())
// @ts-expect-error: there is no such error
lightsail.faults.next('NoSuchException')
expectTypeOf(fault.compose(fault.delay({ min: 1, max: 5 }), fault.error('NotFoundException'))).toExtend<Fault>()
// @ts-expect-error: there is no such error
fault.error('NoSuchException')
// @ts-expect-error: a reset has a moment
fault.reset()
// @ts-expect-error: faults of a composed fault are single ones
fault.compose(fault.compose(fault.delay(1)))

// MSW handlers of single operations know the types of the SDK.
operation('PutInstancePublicPorts', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<PutInstancePublicPortsRequest>()
  return { operation: { status: 'Succeeded' } }
})
operation('GetInstances', () => undefined)
operation('GetBuckets', ({ input }) => ({ buckets: [], given: input['bucketName'] }))
// @ts-expect-error: there is no such operation
operation('PutPorts', () => undefined)
// @ts-expect-error: the output has no such member
operation('GetInstances', () => ({ servers: [] }))

expectTypeOf(errorResponse('ThrottlingException', { message: 'Slow down' })).toEqualTypeOf<Response>()
// @ts-expect-error: there is no such error
errorResponse('NoSuchException')

createVirtualClock(Date.UTC(2026, 0)).advance(1000)
// @ts-expect-error: a clock starts at a moment
createVirtualClock({ year: 2026 })

expectTypeOf(errorCatalogue[0]?.status.documented).toEqualTypeOf<number | undefined>()
expectTypeOf(behaviours[0]?.id).not.toEqualTypeOf<string | undefined>()

expectTypeOf(new InvalidDefinitionError('world', ['is empty']).problems).toEqualTypeOf<readonly string[]>()
// @ts-expect-error: it needs the problems
new InvalidDefinitionError('world')
new NoSuchInstanceError('No such instance').name satisfies 'NoSuchInstanceError'
// @ts-expect-error: its message is a text
new NoSuchInstanceError(404)
new ClockError('Not a duration').name satisfies 'ClockError'
// @ts-expect-error: its message is a text
new ClockError(404)
