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
 * The Region in the credential scope of an `Authorization` header. It tells the Region where the host does not: on an
 * endpoint of one's own.
 */
export function regionOfScope(authorization: string): string | undefined {
  // Credential=AccessKeyId/20260131/us-east-1/lightsail/aws4_request
  const start = authorization.indexOf('Credential=')
  const date = start === -1 ? -1 : authorization.indexOf('/', start)
  const region = date === -1 ? -1 : authorization.indexOf('/', date + 1)
  const service = region === -1 ? -1 : authorization.indexOf('/', region + 1)
  if (service === -1) return undefined
  const name = authorization.slice(region + 1, service)
  return /^[a-z0-9-]{1,32}$/.test(name) ? name : undefined
}
