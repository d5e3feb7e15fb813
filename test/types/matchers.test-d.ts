import { createLightsail } from 'lightsail-ports-testkit'
import { type LightsailMatchers, matchers } from 'lightsail-ports-testkit/matchers'
import 'lightsail-ports-testkit/vitest'
import { expect, expectTypeOf } from 'vitest'

const lightsail = createLightsail({ instances: ['web-1'] })

expect(lightsail).toHaveOpenPorts('web-1', ['22/tcp'])
expect(lightsail).not.toHaveReceivedOperationWith('PutInstancePublicPorts', { instanceName: 'web-2' })
expect(lightsail).toHaveReceivedOperationTimes('GetRegions', 2)
// @ts-expect-error: ports are a list
expect(lightsail).toHaveOpenPorts('web-1', '22/tcp')
// @ts-expect-error: there is no such operation
expect(lightsail).toHaveReceivedOperation('PutPorts')
// @ts-expect-error: the number of calls is missing
expect(lightsail).toHaveReceivedOperationTimes('GetRegions')

expect.extend(matchers)
expectTypeOf<keyof typeof matchers>().toEqualTypeOf<keyof LightsailMatchers>()
