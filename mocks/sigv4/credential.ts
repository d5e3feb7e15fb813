/** The parts of a request that say who makes it. */
export interface CredentialSource {
  readonly path: string
  readonly headers: Readonly<Record<string, string | undefined>>
}

/**
 * The credential that a request claims, `AccessKeyId/20260131/us-east-1/lightsail/aws4_request`: from its Authorization
 * header, or from the query of a pre-signed one. Whether it is what it should be is another question.
 */
export function credentialOf({ headers, path }: CredentialSource): string | undefined {
  const authorization = authorizationOf(headers)
  if (authorization === undefined) return isPresigned(path) ? fromQuery(path) : undefined
  const start = authorization.indexOf('Credential=')
  if (start === -1) return undefined
  const end = authorization.indexOf(',', start)
  return authorization.slice(start + 'Credential='.length, end === -1 ? undefined : end)
}

/** The Authorization header. An empty one is none. */
export function authorizationOf({ authorization }: CredentialSource['headers']): string | undefined {
  return authorization === '' ? undefined : authorization
}

/** Whether a request carries its signature in its query. */
export function isPresigned(path: string): boolean {
  return path.length > 2 && path.includes('X-Amz-Signature=')
}

function fromQuery(path: string): string | undefined {
  return queryOf(path).get('X-Amz-Credential') ?? undefined
}

/** The query of a path. In a URL's query a `+` is a plus, whatever forms do, and a second `?` is part of a name. */
export function queryOf(path: string): URLSearchParams {
  const start = path.indexOf('?')
  return new URLSearchParams(start === -1 ? '' : `&${path.slice(start + 1).replaceAll('+', '%2B')}`)
}

/** The access key id in a credential. */
export function accessKeyOf(credential: string): string {
  const end = credential.indexOf('/')
  return end === -1 ? credential : credential.slice(0, end)
}

/** The Region in a credential's scope. */
export function regionOfCredential(credential: string): string | undefined {
  const date = credential.indexOf('/')
  const region = date === -1 ? -1 : credential.indexOf('/', date + 1)
  const service = region === -1 ? -1 : credential.indexOf('/', region + 1)
  if (service === -1) return undefined
  const name = credential.slice(region + 1, service)
  return /^[a-z0-9-]{1,32}$/.test(name) ? name : undefined
}
