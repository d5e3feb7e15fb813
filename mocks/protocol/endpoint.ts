/**
 * Reads the Region from a host name of the service: standard, dual-stack and FIPS endpoints, those of China included.
 * Returns `undefined` for every other host.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/lightsail.html
 */
export function regionOfHost(host: string): string | undefined {
  // The first letter rules out most hosts.
  if (host.charAt(0) !== 'l' && host.charAt(0) !== 'L') return undefined
  return HOST.exec(host)?.[1]?.toLowerCase()
}

const HOST =
  /^lightsail(?:-fips)?\.([a-z0-9-]{1,32})\.(?:amazonaws\.com|amazonaws\.com\.cn|api\.aws|api\.amazonwebservices\.com\.cn)(?::\d+)?$/i
