// The face of the doors, for who answers as the simulated service does and is none.
export type { WireRequest, WireResponse } from '../engine/wire.ts'
export type { Service } from './door.ts'
export { createFetch, type LightsailFetch } from './fetch.ts'
export { loadHandlers } from './load-handlers.ts'
export { LightsailRequestHandler } from './request-handler.ts'
