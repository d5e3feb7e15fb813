// The face of the doors, for other services that answer through them: a replay of a fixture.
export type { WireRequest, WireResponse } from '../engine/wire.ts'
export type { Service } from './door.ts'
export { createFetch, type LightsailFetch } from './fetch.ts'
export { loadHandlers } from './load-handlers.ts'
export { LightsailRequestHandler } from './request-handler.ts'
