import { Sha256 } from '@smithy/core/checksum'
import { SignatureV4 } from '@smithy/signature-v4'
import type { OpenDoor, RawReply, RawRequest } from './doors.ts'

/** The options of signing a request that no SDK would send. */
export interface Signing {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly region?: string
  readonly service?: string
  readonly date?: Date
  /** Signs in the query, for that many seconds. */
  readonly expiresIn?: number
}

/** Signs a request of GetRegions. Given members replace those of the request before it is signed. */
export async function signed(door: OpenDoor, signing: Signing, more: RawRequest = {}): Promise<RawRequest> {
  const { region = 'us-east-1', service = 'lightsail', date = new Date(), expiresIn, ...credentials } = signing
  const signer = new SignatureV4({ region, service, credentials, sha256: Sha256, applyChecksum: false })
  const { method = 'POST', path = '/', body = '{}' } = more
  const headers = {
    host: door.host,
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'Lightsail_20161128.GetRegions',
    ...more.headers,
  }
  const request = { method, path, headers, body, query: {}, protocol: 'https:', hostname: door.host }
  const options = { signingDate: date, unhoistableHeaders: new Set(Object.keys(headers)) }
  const result =
    expiresIn === undefined
      ? await signer.sign(request, options)
      : await signer.presign(request, { ...options, expiresIn })
  const query = new URLSearchParams(result.query as Record<string, string>)
  // The doors send it themselves, from where they send to.
  const { host: _host, ...sent } = result.headers
  return { method, path: query.size === 0 ? path : `${path}?${query}`, headers: sent, body }
}

/** Returns the name and the text of the error in a reply; `undefined` if it is a success. */
export async function errorOf(reply: Promise<RawReply>): Promise<{ name: string; message: string } | undefined> {
  const { json } = await reply
  if (json['__type'] === undefined) return undefined
  return { name: String(json['__type']).replace(/^.*#/, ''), message: String(json['message'] ?? '') }
}
