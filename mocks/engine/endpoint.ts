/**
 * The Region that a host name of the service names, or `undefined` for any other host. Standard, dual-stack and FIPS
 * endpoints, those of China included.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/lightsail.html
 */
export function regionOfHost(host: string): string | undefined {
  if (!host.startsWith('lightsail')) return undefined
  return HOST.exec(host)?.[1]
}

const HOST =
  /^lightsail(?:-fips)?\.([a-z0-9-]{1,32})\.(?:amazonaws\.com|amazonaws\.com\.cn|api\.aws|api\.amazonwebservices\.com\.cn)(?::\d+)?$/

/**
 * The Region in the credential scope of an `Authorization` header. It tells the Region where the host does not: on an
 * endpoint of one's own.
 */
export function regionOfScope(authorization: string): string | undefined {
  const start = authorization.indexOf('Credential=')
  if (start === -1) return undefined
  // AccessKeyId/20260131/us-east-1/lightsail/aws4_request
  const region = authorization.slice(start, start + 512).split('/', 4)[2]
  return region !== undefined && /^[a-z0-9-]{1,32}$/.test(region) ? region : undefined
}
