import { createLightsail } from 'lightsail-ports-testkit'
import { type Har, record, replay } from 'lightsail-ports-testkit/fixtures'
import { createService, type LightsailServer, type LightsailService, serve } from 'lightsail-ports-testkit/server'
import { expectTypeOf } from 'vitest'

declare const har: Har

expectTypeOf(createService({ instances: ['web-1'], seed: 7 })).toEqualTypeOf<LightsailService>()
// @ts-expect-error: the seed is a number
createService({ seed: 'seven' })
// @ts-expect-error: a service without MSW has no handlers
createService().handlers

// Everything that has doors can be served.
expectTypeOf(serve(createService())).toEqualTypeOf<Promise<LightsailServer>>()
expectTypeOf(serve(createLightsail(), { port: 0, host: '127.0.0.1' })).toEqualTypeOf<Promise<LightsailServer>>()
expectTypeOf(serve(replay(har))).toEqualTypeOf<Promise<LightsailServer>>()
expectTypeOf(serve(await record({ out: 'session.har' }))).toEqualTypeOf<Promise<LightsailServer>>()
// @ts-expect-error: the definition of a world is no service yet
serve({ instances: ['web-1'] })
// @ts-expect-error: a port is a number
serve(createService(), { port: '4566' })
