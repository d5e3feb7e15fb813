import { createHash, createHmac } from 'node:crypto'

export const ACCESS_KEY = 'AKIDEXAMPLE'
export const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
export const NOW = Date.UTC(2026, 0, 31, 12)
const DATE = '20260131T120000Z'
const SCOPE = '20260131/us-east-1/lightsail/aws4_request'
const HOST = 'lightsail.us-east-1.amazonaws.com'

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Signs a canonical request, written out line by line as the specification has it. */
function signatureOf(lines: readonly string[]): string {
  const text = ['AWS4-HMAC-SHA256', DATE, SCOPE, sha256(lines.join('\n'))].join('\n')
  const key = SCOPE.split('/').reduce<string | Buffer>((one, part) => hmac(one, part), `AWS4${SECRET}`)
  return hmac(key, text).toString('hex')
}

interface Signed {
  readonly method: 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Makes a request that is signed in its header. */
export function signedInHeader(canonicalQuery: string, more: Readonly<Record<string, string>> = {}): Signed {
  const headers: Record<string, string> = { host: HOST, ...more, 'x-amz-date': DATE }
  const names = Object.keys(headers).toSorted()
  const lines = names.map((name) => `${name}:${headers[name]}`)
  const signature = signatureOf(['POST', '/', canonicalQuery, ...lines, '', names.join(';'), sha256('{}')])
  const authorization = `AWS4-HMAC-SHA256 Credential=${ACCESS_KEY}/${SCOPE}, SignedHeaders=${names.join(';')}, Signature=${signature}`
  const path = canonicalQuery === '' ? '/' : `/?${canonicalQuery}`
  return { method: 'POST', path, headers: { ...headers, authorization }, body: '{}' }
}

/** Makes a request that is signed in its query. `more` are members that are sorted behind those of the signature. */
export function signedInQuery(more = ''): Signed {
  const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(`${ACCESS_KEY}/${SCOPE}`)}&X-Amz-Date=${DATE}&X-Amz-Expires=60&X-Amz-SignedHeaders=host${more}`
  const signature = signatureOf(['POST', '/', query, `host:${HOST}`, '', 'host', sha256('{}')])
  return { method: 'POST', path: `/?${query}&X-Amz-Signature=${signature}`, headers: { host: HOST }, body: '{}' }
}
