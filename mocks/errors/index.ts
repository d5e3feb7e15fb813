export {
  type CatalogueEntry,
  catalogueEntry,
  type DocumentedErrorName,
  type ErrorName,
  errorCatalogue,
  isErrorName,
  NO_SUCH_ERROR,
  type StatusCodes,
} from './catalogue.ts'
export type { Evidence } from './evidence.ts'
export { clipped, type ErrorDetails, errorReply, LightsailError } from './lightsail-error.ts'
export { MEASURED_SDKS, type SdkId } from './sdk-names.ts'
