import { regionOfHost } from '../protocol/endpoint.ts'
import { type CredentialSource, credentialOf, regionOfCredential } from './credential.ts'

/**
 * Reads the Region that a request calls: from its host, or from the scope of its credential if the host is an endpoint of
 * the user's own. `undefined` if neither names one.
 */
export function regionOf(request: CredentialSource): string | undefined {
  const { host } = request.headers
  const byHost = host === undefined ? undefined : regionOfHost(host)
  if (byHost !== undefined) return byHost
  const credential = credentialOf(request)
  return credential === undefined ? undefined : regionOfCredential(credential)
}
