// The face of what runs without MSW: the command line serves without loading it.
export { type Behaviour, behaviours } from '../behaviours.ts'
export type { Throttling } from '../checks/throttling.ts'
export { InvalidDefinitionError } from '../definitions/definition.ts'
export { findTwin } from '../definitions/twin-members.ts'
export type { Call } from '../engine/calls.ts'
export {
  type CatalogueEntry,
  type DocumentedErrorName,
  type ErrorName,
  errorCatalogue,
  isErrorName,
} from '../errors/index.ts'
export { type Fault, fault, PLAIN_FAULTS } from '../faults/fault.ts'
export type { FaultDefinition, FaultMatch } from '../faults/fault-definition.ts'
export { createService, type LightsailService, type ServiceOptions, type WorldDefinition } from '../service.ts'
export type { Clock } from '../world/clock.ts'
export { NoSuchInstanceError } from '../world/instances.ts'
export { createVirtualClock } from '../world/movable-clock.ts'
export type { PortInfo } from '../world/port-info.ts'
export type { InstancePortState } from '../world/port-state.ts'
export { isRegionName } from '../world/regions.ts'
export { isLoopback } from './loopback-only.ts'
export { type LightsailServer, type ServeOptions, serve } from './server.ts'
