import * as zlib from 'node:zlib'

type Decompress = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Buffer

const CODINGS: ReadonlyMap<string, Decompress> = new Map<string, Decompress>([
  ['gzip', zlib.gunzipSync],
  ['x-gzip', zlib.gunzipSync],
  ['deflate', inflate],
  ['br', zlib.brotliDecompressSync],
  // Node has it since 22.15.
  ...('zstdDecompressSync' in zlib ? [['zstd', zlib.zstdDecompressSync] as const] : []),
])
const GZIP = Buffer.from([0x1f, 0x8b, 0x08])
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])

/** Some servers say deflate and send it without the header of zlib. */
function inflate(bytes: Uint8Array, options: { readonly maxOutputLength: number }): Buffer {
  const [first = 0, second = 0] = bytes
  const isZlib = (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0
  return isZlib ? zlib.inflateSync(bytes, options) : zlib.inflateRawSync(bytes, options)
}

/** Tells whether bytes begin as compressed ones do (gzip, zstd; brotli and deflate have no mark). */
export function isCompressed(bytes: Uint8Array): boolean {
  return [GZIP, ZSTD].some((start) => start.equals(bytes.subarray(0, start.length)))
}

/** Tells whether a coding of a Content-Encoding header can be decompressed. */
export function isKnownCoding(coding: string): boolean {
  return CODINGS.has(coding)
}

/** Splits a Content-Encoding header into its codings, in lower case, in the order in which they were applied. */
export function codingsOf(contentEncoding: string): string[] {
  return contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
}

/**
 * Decompresses a body in one coding. A coding that is not known leaves it as it is.
 *
 * @param maxBytes the largest result: a small body can decompress to gigabytes
 * @throws what zlib throws: for damaged bytes, and ERR_BUFFER_TOO_LARGE for a result that is too large
 */
export function decompress(bytes: Buffer, coding: string, maxBytes: number): Buffer {
  return CODINGS.get(coding)?.(bytes, { maxOutputLength: maxBytes }) ?? bytes
}
