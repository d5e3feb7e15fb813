export {
  type CatalogueEntry,
  catalogueEntry,
  type DocumentedErrorName,
  type ErrorName,
  errorCatalogue,
  isErrorName,
  type StatusCodes,
  unknownErrorMessage,
} from './catalogue.ts'
export type { Evidence } from './evidence.ts'
export { type ErrorDetails, type ErrorReply, errorReply, LightsailError } from './lightsail-error.ts'
