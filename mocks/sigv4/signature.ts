import { LightsailError } from '../errors/index.ts'
import { canonicalHeader, canonicalQuery } from './canonical.ts'
import type { CredentialSource } from './credential.ts'
import { invalid, readSignatureClaims, type SignatureClaims, toBasicDate } from './signature-claims.ts'

/** A signed request. */
export interface SignedRequest extends CredentialSource {
  readonly method: string
  readonly body: string | Uint8Array
}

/** The credentials that a signature is verified with. */
export interface Signer {
  /** Without it no signature can be verified. */
  readonly secretAccessKey?: string | undefined
  readonly sessionToken?: string | undefined
  /** ISO 8601. */
  readonly expiration?: string | undefined
}

/** The facts that a signature is verified against. */
export interface VerifyOptions<S extends Signer> {
  /** By access key. */
  readonly principals: ReadonlyMap<string, S>
  /** The Region that was called. */
  readonly region: string
  /** Tells whether AWS has a Region of that name. */
  readonly isRegionName: (name: string) => boolean
  /** Milliseconds since 1970. */
  readonly now: number
}

const SERVICE = 'lightsail'
const TERMINATOR = 'aws4_request'
/** The minutes by which a clock may be off (documented for Lightsail; 5 minutes were observed on other services). */
const MINUTES = 15

/**
 * Verifies a request's Signature Version 4, in its Authorization header or pre-signed in its query: the principal, the
 * scope, the date, and that the request is the one that was signed.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export async function verifySignature<S extends Signer>(
  request: SignedRequest,
  options: VerifyOptions<S>,
): Promise<S | LightsailError> {
  try {
    const claims = readSignatureClaims(request)
    const { principal, secret } = checkClaims(claims, options)
    const isRight = async (headers: CredentialSource['headers']) =>
      (await calculateSignature({ ...request, headers }, claims, secret)) === claims.signature
    if (await isRight(request.headers)) return principal
    const joined = joinedByCommas(request.headers, claims.signedHeaders)
    return joined !== undefined && (await isRight(joined)) ? principal : invalid()
  } catch (thrown) {
    if (thrown instanceof LightsailError) return thrown
    throw thrown
  }
}

/** A header that was sent twice is signed as `a,b`, and HTTP libraries pass it on as `a, b`. */
function joinedByCommas(
  headers: CredentialSource['headers'],
  names: readonly string[],
): CredentialSource['headers'] | undefined {
  const lists = names.filter((name) => Object.hasOwn(headers, name) && headers[name]?.includes(', '))
  if (lists.length === 0) return undefined
  return { ...headers, ...Object.fromEntries(lists.map((name) => [name, headers[name]?.replaceAll(', ', ',')])) }
}

/** Checks the claims, and returns the principal and the secret that the request must be signed with. */
function checkClaims<S extends Signer>(
  claims: SignatureClaims,
  { principals, region, isRegionName, now }: VerifyOptions<S>,
): { readonly principal: S; readonly secret: string } {
  const principal = principals.get(claims.accessKeyId)
  if (principal === undefined || principal.sessionToken !== claims.token) {
    throw new LightsailError('UnrecognizedClientException')
  }
  if (principal.expiration !== undefined && now >= Date.parse(principal.expiration)) {
    throw new LightsailError('ExpiredTokenException')
  }
  checkScope(claims, region, isRegionName)
  checkDate(claims, now)
  const { signedHeaders } = claims
  // They must be sorted, without duplicates. The SDK's implementation below would correct them silently.
  if (signedHeaders.some((name, index) => index > 0 && name <= (signedHeaders[index - 1] ?? ''))) throw invalid()
  if (!signedHeaders.includes('host')) {
    throw invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")
  }
  if (principal.secretAccessKey === undefined) {
    throw new LightsailError('InvalidSignatureException', {
      tip: 'This principal was given to the mock without its secretAccessKey, which verifying its signatures needs.',
    })
  }
  return { principal, secret: principal.secretAccessKey }
}

function checkScope(
  { region: scoped, service, terminator, scopeDate, date }: SignatureClaims,
  region: string,
  isRegionName: (name: string) => boolean,
): void {
  if (scoped !== region || !isRegionName(scoped)) {
    throw invalid(`Credential should be scoped to a valid region, not '${scoped.slice(0, 64)}'.`)
  }
  if (service !== SERVICE) throw invalid(`Credential should be scoped to correct service: '${SERVICE}'.`)
  if (terminator !== TERMINATOR) {
    throw invalid(
      `Credential should be scoped with a valid terminator: '${TERMINATOR}', not '${terminator.slice(0, 64)}'.`,
    )
  }
  if (scopeDate !== date.slice(0, 8)) {
    throw invalid(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scopeDate.slice(0, 64)}' != '${date.slice(0, 8)}', from '${date}'.`,
    )
  }
}

function checkDate({ at, date, expires }: SignatureClaims, now: number): void {
  const window = MINUTES * 60_000
  if (at > now + window) {
    throw invalid(
      `Signature not yet current: ${date} is still later than ${toBasicDate(now + window)} (${toBasicDate(now)} + ${MINUTES} min.)`,
    )
  }
  if (expires !== undefined) {
    const end = at + expires * 1000
    if (now > end) throw invalid(`Signature expired: ${toBasicDate(end)} is now earlier than ${toBasicDate(now)}`)
    return
  }
  if (at >= now - window) return
  throw invalid(
    `Signature expired: ${date} is now earlier than ${toBasicDate(now - window)} (${toBasicDate(now)} - ${MINUTES} min.)`,
  )
}

/**
 * Calculates the right signature of a request with these claims. The SDK's own implementation does the work; it is loaded
 * when the first signature is verified.
 *
 * @throws {LightsailError} InvalidSignatureException if a signed header is missing
 */
export async function calculateSignature(
  { method, path, headers, body }: SignedRequest,
  { signedHeaders, query, date, scopeDate, region, service, accessKeyId }: SignatureClaims,
  secretAccessKey: string,
): Promise<string> {
  implementation ??= loadImplementation()
  const { canonical, sha256, getSigningKey, toHex } = await implementation
  const bytes = typeof body === 'string' ? encoder.encode(body) : body
  const request = [
    method,
    canonical.path(path.split('?', 1)[0] ?? '/'),
    canonicalQuery(query),
    ...signedHeaders.map((name) => canonicalHeader(name, headerOf(headers, name))),
    '',
    signedHeaders.join(';'),
    isPayloadUnsigned(headers, query) ? UNSIGNED : toHex(await digest(new sha256(), bytes)),
  ].join('\n')
  const text = await canonical.stringToSign(request, date, `${scopeDate}/${region}/${service}/${TERMINATOR}`)
  const key = await getSigningKey(sha256, { accessKeyId, secretAccessKey }, scopeDate, region, service)
  return toHex(await digest(new sha256(key), encoder.encode(text)))
}

const encoder = new TextEncoder()

function headerOf(headers: CredentialSource['headers'], name: string): string {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined
  if (value === undefined) throw invalid()
  return value
}

const UNSIGNED = 'UNSIGNED-PAYLOAD'
const CONTENT_HASH = 'x-amz-content-sha256'

/** Tells whether the caller left the payload out of the signature. Any other hash that it states is calculated anew. */
function isPayloadUnsigned(headers: CredentialSource['headers'], query: SignatureClaims['query']): boolean {
  const inQuery = query.find(([name]) => name.toLowerCase() === CONTENT_HASH)
  return (inQuery === undefined ? headers[CONTENT_HASH] : inQuery[1]) === UNSIGNED
}

interface Hash {
  update(bytes: Uint8Array): void
  digest(): Promise<Uint8Array>
}

function digest(hash: Hash, bytes: Uint8Array): Promise<Uint8Array> {
  hash.update(bytes)
  return hash.digest()
}

type Implementation = Awaited<ReturnType<typeof loadImplementation>>

/** The implementation, once it is loaded. It is code alone: services share no state in it. */
let implementation: Promise<Implementation> | undefined

/** Loads the parts of AWS's implementation that signing and verifying have in common. */
async function loadImplementation() {
  const [{ SignatureV4Base, getSigningKey }, { Sha256 }, { toHex }] = await Promise.all([
    import('@smithy/signature-v4'),
    import('@smithy/core/checksum'),
    import('@smithy/core/serde'),
  ])
  class Canonical extends SignatureV4Base {
    constructor() {
      super({ service: SERVICE, region: '', credentials: { accessKeyId: '', secretAccessKey: '' }, sha256: Sha256 })
    }

    path(path: string): string {
      const request = { path, query: {}, method: '', headers: {}, hostname: '', protocol: '' }
      return this.createCanonicalRequest(request, {}, '').split('\n')[1] ?? '/'
    }

    stringToSign(canonicalRequest: string, date: string, scope: string): Promise<string> {
      return this.createStringToSign(date, scope, canonicalRequest, 'AWS4-HMAC-SHA256')
    }
  }
  return { canonical: new Canonical(), sha256: Sha256, getSigningKey, toHex }
}
