import { LightsailError } from '../errors/index.ts'
import { authorizationOf, type CredentialSource, isPresigned } from '../sigv4/credential.ts'
import type { Principal } from '../world/principal.ts'

/** How much of a signature is asked for: nothing, that there is one, or that it is right. */
export type Auth = 'off' | 'presence' | 'verify'

/** What came of verifying a signature: whose it is, or what is wrong with it. */
export type Verdict = Principal | LightsailError

/**
 * @param principal whom the credential scope names, if the world has principals (`areKnown`)
 * @throws {LightsailError} UnauthenticatedException for a request without a signature; UnrecognizedClientException where
 *   it is of nobody that the world has; and what verifying it has found
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
  // The world may be another one by now.
  if (verdict !== principal) throw new LightsailError('UnrecognizedClientException')
}
