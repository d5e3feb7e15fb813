// The face of what runs without MSW: the command line serves without loading it.
export { type Behaviour, behaviours } from '../behaviours.ts'
export { type CatalogueEntry, errorCatalogue } from '../errors/index.ts'
export { createService, type LightsailService, type ServiceOptions } from '../service.ts'
export { InvalidDefinitionError } from '../world/definition.ts'
export type { WorldDefinition } from '../world/world-json.ts'
export { type LightsailServer, type ServeOptions, serve } from './server.ts'
