import { setupLightsail as setupForJest } from 'lightsail-ports-testkit/jest'
import { setupLightsail as setupForNode } from 'lightsail-ports-testkit/node-test'
import type { LightsailService } from 'lightsail-ports-testkit/server'
import { setupLightsail } from 'lightsail-ports-testkit/vitest'
import { expectTypeOf } from 'vitest'

expectTypeOf(setupLightsail).returns.toEqualTypeOf<LightsailService>()
expectTypeOf(setupForJest).toEqualTypeOf<typeof setupLightsail>()
expectTypeOf(setupForNode).toEqualTypeOf<typeof setupLightsail>()
expectTypeOf(setupLightsail({ instances: ['web-1'], endpoint: 'http://localhost:4566' }).instances).not.toBeAny()
// @ts-expect-error: there is no such option
setupLightsail({ instance: 'web-1' })
// @ts-expect-error: instances are a list
setupForJest({ instances: 'web-1' })
