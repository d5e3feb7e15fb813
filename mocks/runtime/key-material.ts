/** A real RSA key pair. */
export interface KeyMaterial {
  /** In the form of a line of `authorized_keys`. */
  readonly publicKey: string
  /** PKCS #1 in PEM. */
  readonly privateKey: string
  /** SHA-1 of the private key, in pairs of digits, as EC2 has it for keys that it made. */
  readonly fingerprint: string
}

const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-512',
} as const

/** PKCS #8 puts a header before the PKCS #1 key. It has the same length for every RSA key of 2048 bits. */
const PKCS8_HEADER = 26

/** Makes an RSA key pair of 2048 bits with the platform's crypto. No seed repeats it. */
export async function createKeyMaterial(): Promise<KeyMaterial> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(RSA, true, ['sign', 'verify'])
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey))
  const { n = '', e = '' } = await crypto.subtle.exportKey('jwk', publicKey)
  const parts = [new TextEncoder().encode('ssh-rsa'), positive(fromBase64(e)), positive(fromBase64(n))]
  return {
    publicKey: `ssh-rsa ${toBase64(concatenate(parts.map(withLength)))}`,
    privateKey: toPem(pkcs8.subarray(PKCS8_HEADER)),
    fingerprint: await sha1Fingerprint(pkcs8),
  }
}

/** SHA-1 of bytes as pairs of digits with colons. */
export async function sha1Fingerprint(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(':')
}

/**
 * Reads a public key in OpenSSH's form, or Base64 of it. Base64 may be broken into lines, as `base64 key.pub` does.
 *
 * @returns the key's bytes, or `undefined` if it is no RSA or Ed25519 key
 */
export function readPublicKey(text: string): Uint8Array<ArrayBuffer> | undefined {
  const joined = text.replaceAll(/\s+/g, '')
  const line = isBase64(joined) ? new TextDecoder().decode(fromBase64(joined)) : text
  const [type = '', key = ''] = line.trim().split(/\s/, 2)
  if ((type !== 'ssh-rsa' && type !== 'ssh-ed25519') || !isBase64(key)) return undefined
  const bytes = fromBase64(key)
  // The key says its type again, behind its length.
  const name = concatenate([withLength(new TextEncoder().encode(type))])
  return name.every((byte, index) => bytes[index] === byte) && bytes.length > name.length + 32 ? bytes : undefined
}

function isBase64(text: string): boolean {
  return /^[A-Za-z\d+/]+={0,2}$/.test(text) && text.length % 4 === 0
}

/** Reads Base64, in the alphabet for URLs or the usual one. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

function toPem(der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? []
  return ['-----BEGIN RSA PRIVATE KEY-----', ...lines, '-----END RSA PRIVATE KEY-----', ''].join('\n')
}

/** SSH writes numbers with a sign: a zero stands before a first bit that is set. */
function positive(number: Uint8Array): Uint8Array {
  return (number[0] ?? 0) < 0x80 ? number : concatenate([new Uint8Array([0]), number])
}

/** SSH writes the length before each part. */
function withLength(part: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + part.length)
  new DataView(bytes.buffer).setUint32(0, part.length)
  bytes.set(part, 4)
  return bytes
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
