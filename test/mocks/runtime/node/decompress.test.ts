import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { codingsOf, decompress, isCompressed, isKnownCoding } from '../../../../mocks/runtime/node/index.ts'

const TEXT = Buffer.from('{"regions":[]} '.repeat(50))

const CODINGS: readonly (readonly [string, string, Buffer])[] = [
  ['gzip', 'gzip', gzipSync(TEXT)],
  ['x-gzip', 'x-gzip', gzipSync(TEXT)],
  ['deflate', 'deflate', deflateSync(TEXT)],
  ['deflate without the header of zlib', 'deflate', deflateRawSync(TEXT)],
  ['brotli', 'br', brotliCompressSync(TEXT)],
  ['zstd', 'zstd', zstdCompressSync(TEXT)],
]

test.each(CODINGS)('%s is decompressed, up to its limit and no further', (_name, coding, bytes) => {
  expect(isKnownCoding(coding)).toBe(true)
  expect(decompress(bytes, coding, TEXT.length).equals(TEXT)).toBe(true)
  expect(() => decompress(bytes, coding, TEXT.length - 1)).toThrow(
    expect.objectContaining({ code: 'ERR_BUFFER_TOO_LARGE' }),
  )
})

test.each(CODINGS)('damaged %s is an error', (_name, coding, bytes) => {
  expect(() => decompress(bytes.subarray(0, bytes.length / 2), coding, TEXT.length)).toThrow()
})

test('an unknown coding leaves a body as it is', () => {
  expect(isKnownCoding('compress')).toBe(false)
  expect(decompress(TEXT, 'compress', 1)).toBe(TEXT)
})

test('gzip and zstd are recognized by their first bytes', () => {
  expect([gzipSync(TEXT), zstdCompressSync(TEXT), TEXT, Buffer.alloc(0)].map(isCompressed)).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('a header lists its codings in the order in which they were applied', () => {
  expect(codingsOf(' Deflate,GZIP ')).toEqual(['deflate', 'gzip'])
})
