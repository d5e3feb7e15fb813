import { type CredentialSource, credentialOf, regionOfCredential } from '../checks/credential.ts'

/**
 * The Region that a host name of the service names, or `undefined` for any other host. Standard, dual-stack and FIPS
 * endpoints, those of China included.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/lightsail.html
 */
export function regionOfHost(host: string): string | undefined {
  // Most hosts are told apart by their first letter.
  if (host.charAt(0) !== 'l' && host.charAt(0) !== 'L') return undefined
  return HOST.exec(host)?.[1]?.toLowerCase()
}

const HOST =
  /^lightsail(?:-fips)?\.([a-z0-9-]{1,32})\.(?:amazonaws\.com|amazonaws\.com\.cn|api\.aws|api\.amazonwebservices\.com\.cn)(?::\d+)?$/i

/**
 * The Region that a request calls: its host tells, or where that does not (an endpoint of one's own) the scope of its
 * credential. `undefined` where neither does.
 */
export function regionOf(request: CredentialSource): string | undefined {
  const { host } = request.headers
  const byHost = host === undefined ? undefined : regionOfHost(host)
  if (byHost !== undefined) return byHost
  const credential = credentialOf(request)
  return credential === undefined ? undefined : regionOfCredential(credential)
}
