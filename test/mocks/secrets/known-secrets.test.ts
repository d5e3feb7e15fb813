import { expect, test } from 'vitest'
import { KnownSecrets, SecretIndex } from '../../../mocks/secrets/index.ts'

const SECRET = 'h4Kd9/xQm2+VtR7pLs0WzNcYb8GfJ1aEuXoT5iDq'

test.each([
  SECRET,
  encodeURIComponent(SECRET),
  Buffer.from(SECRET).toString('hex'),
  Buffer.from(`AKIA:${SECRET}`).toString('base64'),
  Buffer.from(Buffer.from(SECRET).toString('base64')).toString('base64'),
])('a known secret is found in %s, and replaced', (text) => {
  const secrets = new KnownSecrets([SECRET])
  expect(secrets.isIn(`a ${text} b`)).toBe(true)
  expect(secrets.isIn(secrets.redact(`a ${text} b`))).toBe(false)
  expect(secrets.longest).toBeGreaterThan(SECRET.length)
})

test.each([' ', '-', '.', ',', '_', '\n'])(
  'a known secret with %j between its characters is replaced as a whole',
  (mark) => {
    expect(new KnownSecrets([SECRET]).redact(`a (${[...SECRET].join(mark)}) b`)).toBe('a (***) b')
  },
)

test('a text without secrets stays', () => {
  expect(new KnownSecrets([]).redact('a text')).toBe('a text')
  expect(new KnownSecrets([SECRET]).isIn('a text')).toBe(false)
  expect(new KnownSecrets(['short']).isIn('short')).toBe(false)
})

test('parts of a known secret are found, and those that overlap are one stretch', () => {
  const index = new SecretIndex()
  index.addKnown(SECRET)
  const text = `a ${SECRET.slice(3, 20)} b ${SECRET.slice(0, 7)}`
  expect(index.find(text)).toEqual([{ start: 2, end: 19, kind: 'known' }])
})

test('a repeated secret is found as a whole alone', () => {
  const index = new SecretIndex()
  index.addRepeated(SECRET)
  expect(index.find(`a ${SECRET} b`)).toEqual([{ start: 2, end: 2 + SECRET.length, kind: 'repeated' }])
  expect(index.find(SECRET.slice(1))).toEqual([])
  expect(index.find(SECRET, ['known'])).toEqual([])
})

test('parts of a secret that are public are not looked for', () => {
  const index = new SecretIndex(['https://example.com/'])
  index.addKnown('https://example.com/x7Kd9Qm2VtR7')
  expect(index.find('https://example.com/')).toEqual([])
  expect(index.find('see x7Kd9Qm2VtR7')).toEqual([{ start: 4, end: 16, kind: 'known' }])
})
