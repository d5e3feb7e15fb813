import { clipped, LightsailError } from '../errors/index.ts'
import { parseQuery, type QueryMember } from './canonical.ts'
import { authorizationOf, type CredentialSource } from './credential.ts'

/** The statements of a request about its signature, in the header or in the query. They are not verified yet. */
export interface SignatureClaims {
  readonly accessKeyId: string
  /** The credential scope's date, `20260131`. */
  readonly scopeDate: string
  readonly region: string
  readonly service: string
  readonly terminator: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
  /** The time of signing, `20260131T120000Z`. */
  readonly date: string
  /** The same in milliseconds since 1970. */
  readonly at: number
  /** The seconds for which a pre-signed request is valid. */
  readonly expires: number | undefined
  readonly token: string | undefined
  /** The members of the query, without the signature. */
  readonly query: readonly QueryMember[]
}

/** The parts of a signature, read from the header or from the query. */
interface Form {
  /** The message for a missing part. */
  readonly requires: (part: string) => string
  readonly algorithm: string | undefined
  readonly credential: string | undefined
  readonly signedHeaders: string | undefined
  readonly signature: string | undefined
  readonly date: string | undefined
  readonly expires: string | undefined
  readonly token: string | undefined
}

const ALGORITHM = 'AWS4-HMAC-SHA256'
const SEVEN_DAYS = 604_800

/**
 * Reads the signature of a request: its Authorization header, or the query of a pre-signed one. The texts are those of
 * AWS (observed on other services). AWS repeats the header in them; here it is left out, so that it does not get into logs.
 *
 * @throws {LightsailError} IncompleteSignature; InvalidSignatureException if the request has both forms
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html
 */
export function readSignatureClaims({ path, headers }: CredentialSource): SignatureClaims {
  const query = parseQuery(path)
  if (query === undefined) throw invalid()
  const authorization = authorizationOf(headers)
  if (authorization !== undefined && query.some(([name]) => name === 'X-Amz-Algorithm')) {
    throw invalid("Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.")
  }
  const form = authorization === undefined ? fromQuery(query) : fromHeader(authorization, headers)
  const { algorithm, credential, signedHeaders, signature, date } = complete(form)
  if (algorithm !== ALGORITHM) throw incomplete(`Unsupported AWS 'algorithm': '${clipped(algorithm, 64)}'.`)
  const [accessKeyId = '', scopeDate = '', region = '', service = '', terminator = '', ...more] = credential.split('/')
  if (terminator === '' || more.length > 0) {
    const elements = credential.split('/').length
    throw incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got ${elements}.`,
    )
  }
  const at = parseDate(date)
  if (Number.isNaN(at)) {
    throw incomplete(`Date must be in ISO-8601 'basic format'. Got '${clipped(date, 32)}'.`)
  }
  return {
    accessKeyId,
    scopeDate,
    region,
    service,
    terminator,
    signature,
    at,
    signedHeaders: signedHeaders.split(';'),
    date: toBasicDate(at),
    expires: form.expires === undefined ? undefined : readExpires(form.expires),
    token: form.token,
    query: withoutSignature(query, authorization === undefined ? 1 : 0),
  }
}

/** Formats a moment as signatures do: `20260131T120000Z`. */
export function toBasicDate(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

/** Makes an InvalidSignatureException. */
export function invalid(message?: string): LightsailError {
  return new LightsailError('InvalidSignatureException', { message })
}

function incomplete(message: string): LightsailError {
  return new LightsailError('IncompleteSignature', { message })
}

function fromHeader(authorization: string, headers: CredentialSource['headers']): Form {
  const space = authorization.indexOf(' ')
  const parts = space === -1 ? new Map<string, string>() : readAuthorizationParameters(authorization.slice(space + 1))
  return {
    requires: (part) =>
      part === 'Date'
        ? "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
        : `Authorization header requires '${part}' parameter.`,
    algorithm: authorization.slice(0, space === -1 ? undefined : space),
    credential: parts.get('Credential'),
    signedHeaders: parts.get('SignedHeaders'),
    signature: parts.get('Signature'),
    date: headers['x-amz-date'] ?? headers['date'],
    expires: undefined,
    token: headers['x-amz-security-token'],
  }
}

const PARAMETERS = ['Credential', 'SignedHeaders', 'Signature']

/** Reads the parameters. @throws {LightsailError} IncompleteSignature if one is unknown or comes twice */
function readAuthorizationParameters(text: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>()
  for (const part of text.split(',')) {
    const equals = part.indexOf('=')
    if (equals === -1) {
      throw incomplete('A part of the Authorization header is not a valid key=value pair (missing equal-sign).')
    }
    const name = part.slice(0, equals).trim()
    if (!PARAMETERS.includes(name) || parameters.has(name)) {
      throw incomplete(`Authorization header takes each of ${PARAMETERS.join(', ')} once, and nothing else.`)
    }
    parameters.set(name, part.slice(equals + 1).trim())
  }
  return parameters
}

function fromQuery(query: readonly QueryMember[]): Form {
  const get = (part: string) => query.find(([name]) => name === `X-Amz-${part}`)?.[1]
  return {
    requires: (part) => `AWS query-string parameters must include 'X-Amz-${part}'.`,
    algorithm: get('Algorithm'),
    credential: get('Credential'),
    signedHeaders: get('SignedHeaders'),
    signature: get('Signature'),
    date: get('Date'),
    expires: get('Expires') ?? '',
    token: get('Security-Token'),
  }
}

type Complete = { readonly [Part in 'algorithm' | 'credential' | 'signedHeaders' | 'signature' | 'date']: string }

/** Checks that no part is missing. @throws {LightsailError} IncompleteSignature that names every missing part */
function complete({ algorithm, credential, signature, signedHeaders, date, expires, requires }: Form): Complete {
  const parts = {
    Algorithm: algorithm,
    Credential: credential,
    Signature: signature,
    SignedHeaders: signedHeaders,
    Date: date,
    Expires: expires ?? 'none',
  }
  const missing = Object.entries(parts).filter(([, value]) => value === undefined || value === '')
  if (missing.length > 0) throw incomplete(missing.map(([part]) => requires(part)).join(' '))
  return { algorithm, credential, signature, signedHeaders, date } as Complete
}

function readExpires(text: string): number {
  if (/^\d{1,6}$/.test(text) && Number(text) <= SEVEN_DAYS) return Number(text)
  throw incomplete(`X-Amz-Expires must be a number of seconds from 0 to ${SEVEN_DAYS}.`)
}

/** Parses a date in basic ISO 8601, or in the form of HTTP's Date header. Returns NaN if there is no such date. */
function parseDate(text: string): number {
  if (/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(text)) return Date.parse(text)
  if (!/^\d{8}T\d{6}Z$/.test(text)) return Number.NaN
  const at = Date.parse(text.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)/, '$1-$2-$3:$4:'))
  // Date.parse accepts 31 February as 3 March.
  return Number.isNaN(at) || toBasicDate(at) !== text ? Number.NaN : at
}

/**
 * Removes the signature from a query.
 *
 * @param expected the number of signatures in it: none if the request is signed in its header
 * @throws {LightsailError} InvalidSignatureException if there are more: a signature is never signed itself
 */
function withoutSignature(query: readonly QueryMember[], expected: number): readonly QueryMember[] {
  const rest = query.filter(([name]) => name.toLowerCase() !== 'x-amz-signature')
  if (query.length - rest.length !== expected) throw invalid()
  return rest
}
