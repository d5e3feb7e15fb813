import { type CatalogueEntry, catalogueEntry, type ErrorName, type StatusCodes } from './catalogue.ts'

/** What an error says beyond its name. Each has a default in the catalogue. */
export interface ErrorDetails {
  /** The text that the consumer sees. */
  readonly message?: string | undefined
  /** Lightsail's finer code, e.g. `DoesNotExist`. An empty text means no code. */
  readonly code?: string | undefined
  /** A URL to read. */
  readonly docs?: string | undefined
  /** A sentence of advice. */
  readonly tip?: string | undefined
  /** Another HTTP status than the catalogue's. */
  readonly status?: number | undefined
}

/**
 * An error of the simulated service. Checks and operations throw it; the engine turns it into a reply.
 *
 * @example
 * throw new LightsailError('NotFoundException', { message: 'The Instance does not exist: web-9' })
 */
export class LightsailError extends Error {
  override readonly name: ErrorName
  readonly details: ErrorDetails

  constructor(name: ErrorName, details: ErrorDetails = {}) {
    super(details.message ?? catalogueEntry(name).message)
    this.name = name
    this.details = details
  }
}

/** Status and JSON body of an error's reply, as the service writes them. */
interface ErrorReply {
  readonly status: number
  readonly body: string
}

/**
 * The reply for an error. Member order as in the one recorded sample: `__type`, `code`, `docs`, `message`, `tip`.
 * `__type` is always there: botocore reads nothing else.
 */
export function errorReply(name: ErrorName, details: ErrorDetails, statusCodes: StatusCodes): ErrorReply {
  const entry = catalogueEntry(name)
  return {
    status: details.status ?? entry.status[statusCodes],
    body: JSON.stringify({
      __type: entry.namespace + entry.name,
      code: details.code === '' ? undefined : (details.code ?? entry.code),
      docs: details.docs ?? entry.docs,
      ...messageMembers(entry, details.message),
      tip: details.tip ?? entry.tip,
    }),
  }
}

function messageMembers(entry: CatalogueEntry, message = entry.message): Record<string, string> {
  // Unreadable JSON is answered without a text on AWS: an empty message stands for that.
  if (message === '') return {}
  return { [entry.messageMember]: message }
}

/** Enough of a text from a request to find it again: an error repeats no megabyte of input. */
export function clipped(text: string, length = 255): string {
  return text.length > length ? `${text.slice(0, length)}…` : text
}
