import { type CatalogueEntry, catalogueEntry, type ErrorName, type StatusCodes } from './catalogue.ts'

/** The members of an error besides its name. Each has a default in the catalogue. */
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

/** The status and the JSON body of an error's reply. */
interface ErrorReply {
  readonly status: number
  readonly body: string
}

/**
 * Makes the reply for an error. The members have the order of the one recorded sample: `__type`, `code`, `docs`,
 * `message`, `tip`. `__type` is always there: botocore reads nothing else.
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
  // AWS answers unreadable JSON without a text; an empty message means that here.
  if (message === '') return {}
  return { [entry.messageMember]: message }
}

/** Shortens a text from a request: enough of it stays to find it again, and no error repeats a megabyte of input. */
export function clipped(text: string, length = 255): string {
  return text.length > length ? `${text.slice(0, length)}…` : text
}
