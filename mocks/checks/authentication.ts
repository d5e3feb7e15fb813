import { LightsailError } from '../errors/index.ts'

/** How much of a signature is asked for: nothing, or that there is one. */
export type Auth = 'off' | 'presence'

/**
 * @throws {LightsailError} UnauthenticatedException for a request without an `Authorization` header
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_PutInstancePublicPorts.html
 */
export function checkAuthentication(auth: Auth, authorization: string | undefined): void {
  if (auth === 'off' || (authorization !== undefined && authorization !== '')) return
  throw new LightsailError('UnauthenticatedException')
}
