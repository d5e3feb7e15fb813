// The entry `lightsail-ports-testkit/server`. It does not load MSW.
export { type Behaviour, behaviours, type RuleName, type Rules } from '../behaviours.ts'
export type { Throttling } from '../checks/throttling.ts'
export { InvalidDefinitionError } from '../definitions/definition.ts'
export type { Call, PortsChange } from '../engine/calls.ts'
export type { ReplyDefinition } from '../engine/replies.ts'
export {
  type CatalogueEntry,
  type DocumentedErrorName,
  type ErrorName,
  errorCatalogue,
} from '../errors/index.ts'
export { type Fault, fault } from '../faults/fault.ts'
export type { FaultDefinition, FaultMatch } from '../faults/fault-definition.ts'
export type { Clock } from '../runtime/clock.ts'
export { createVirtualClock } from '../runtime/movable-clock.ts'
export { createService, type LightsailService, type ServiceOptions, type WorldDefinition } from '../service/service.ts'
export { NoSuchInstanceError } from '../world/instances.ts'
export type { PortInfo } from '../world/port-info.ts'
export type { InstancePortState } from '../world/port-state.ts'
export { type LightsailServer, type ServeOptions, serve } from './server.ts'
