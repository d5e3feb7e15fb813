import { parseQuery } from './canonical.ts'

/** The parts of a request that hold its credential. */
export interface CredentialSource {
  readonly path: string
  readonly headers: Readonly<Record<string, string | undefined>>
}

/**
 * Reads the credential of a request, `AccessKeyId/20260131/us-east-1/lightsail/aws4_request`: from its Authorization
 * header, or from the query of a pre-signed one. It is not verified here.
 */
export function credentialOf({ headers, path }: CredentialSource): string | undefined {
  const authorization = authorizationOf(headers)
  if (authorization === undefined) return isPresigned(path) ? credentialInQuery(path) : undefined
  const start = authorization.indexOf('Credential=')
  if (start === -1) return undefined
  const end = authorization.indexOf(',', start)
  return authorization.slice(start + 'Credential='.length, end === -1 ? undefined : end)
}

/** Returns the Authorization header. An empty one counts as absent. */
export function authorizationOf({ authorization }: CredentialSource['headers']): string | undefined {
  return authorization === '' ? undefined : authorization
}

/** Tells whether a request carries its signature in its query. The name of the member may be escaped. */
export function isPresigned(path: string): boolean {
  if (path.length <= 2) return false
  if (path.includes('X-Amz-Signature=')) return true
  return path.includes('%') && parseQuery(path)?.some(([name]) => name === 'X-Amz-Signature') === true
}

function credentialInQuery(path: string): string | undefined {
  return parseQuery(path)?.find(([name]) => name === 'X-Amz-Credential')?.[1]
}

/** Returns the access key id in a credential. */
export function accessKeyOf(credential: string): string {
  const end = credential.indexOf('/')
  return end === -1 ? credential : credential.slice(0, end)
}

/** Returns the Region in a credential's scope. */
export function regionOfCredential(credential: string): string | undefined {
  const date = credential.indexOf('/')
  const region = date === -1 ? -1 : credential.indexOf('/', date + 1)
  const service = region === -1 ? -1 : credential.indexOf('/', region + 1)
  if (service === -1) return undefined
  const name = credential.slice(region + 1, service)
  return /^[a-z0-9-]{1,32}$/.test(name) ? name : undefined
}
