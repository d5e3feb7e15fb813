// The face of what runs without MSW: the command line serves without loading it.
export { type Behaviour, behaviours } from '../behaviours.ts'
export { type CatalogueEntry, type ErrorName, errorCatalogue, isErrorName } from '../errors/index.ts'
export { type Fault, fault } from '../faults/fault.ts'
export type { FaultDefinition, FaultMatch } from '../faults/fault-definition.ts'
export { createService, type LightsailService, type ServiceOptions, type WorldDefinition } from '../service.ts'
export { InvalidDefinitionError } from '../world/definition.ts'
export { isRegionName } from '../world/world-json.ts'
export { type LightsailServer, type ServeOptions, serve } from './server.ts'
