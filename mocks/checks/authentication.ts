import { LightsailError } from '../errors/index.ts'
import { authorizationOf, type CredentialSource, isPresigned } from '../sigv4/credential.ts'
import type { Principal } from '../world/principal.ts'

/** The demand on signatures: `off` needs none, `presence` needs any, `verify` needs the right one. */
export type Auth = 'off' | 'presence' | 'verify'

/** The result of verifying a signature: the principal that made it, or the error. */
export type Verdict = Principal | LightsailError

/**
 * Checks that a request is signed as the `auth` setting demands.
 *
 * @param principal the one that the credential scope names, if the world has principals (`areKnown`)
 * @throws {LightsailError} UnauthenticatedException if the request has no signature; UnrecognizedClientException if the
 *   signature belongs to no principal of the world; the error that verifying the signature has found
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_PutInstancePublicPorts.html
 */
export function checkAuthentication(
  auth: Auth,
  { path, headers }: CredentialSource,
  areKnown: boolean,
  principal: Principal | undefined,
  verdict: Verdict | undefined,
): void {
  if (auth === 'off') return
  if (authorizationOf(headers) === undefined && !isPresigned(path)) throw new LightsailError('UnauthenticatedException')
  if (auth === 'presence') {
    if (areKnown && principal === undefined) throw new LightsailError('UnrecognizedClientException')
    return
  }
  if (verdict === undefined) throw new TypeError('The signature was not verified')
  if (verdict instanceof LightsailError) throw verdict
  // Verifying is asynchronous, and the world may have been replaced meanwhile.
  if (verdict !== principal) throw new LightsailError('UnrecognizedClientException')
}
