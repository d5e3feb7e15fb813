import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { createKeyMaterial, readPublicKey } from '../../../mocks/runtime/key-material.ts'

test('both halves of a key pair belong together, and other software reads them', async () => {
  const { publicKey, privateKey, fingerprint } = await createKeyMaterial()
  const secret = createPrivateKey(privateKey)
  expect([secret.asymmetricKeyType, secret.asymmetricKeyDetails?.modulusLength]).toEqual(['rsa', 2048])
  // The parts of the public half: its type, the exponent, the modulus.
  const bytes = Buffer.from(readPublicKey(publicKey) ?? [])
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    parts.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  const [type, e, n] = parts
  expect([type?.toString(), parts.length]).toEqual(['ssh-rsa', 3])
  // SSH puts a zero before a first bit that is set.
  const encode = (part?: Buffer) => part?.subarray(part[0] === 0 ? 1 : 0).toString('base64url') ?? ''
  const open = createPublicKey({ key: { kty: 'RSA', e: encode(e), n: encode(n) }, format: 'jwk' })
  const text = Buffer.from('signed')
  expect(verify('sha256', text, open, sign('sha256', text, secret))).toBe(true)
  expect(fingerprint).toMatch(/^(?:[\da-f]{2}:){19}[\da-f]{2}$/)
})

test('two key pairs differ', async () => {
  const [one, other] = await Promise.all([createKeyMaterial(), createKeyMaterial()])
  expect(one.publicKey).not.toBe(other.publicKey)
})

test('a public key is read as a line, as Base64 of it, and as Base64 that is broken into lines', async () => {
  const { publicKey } = await createKeyMaterial()
  const bytes = readPublicKey(publicKey)
  expect(bytes).toBeDefined()
  const base64 = Buffer.from(`${publicKey} me@example\n`).toString('base64')
  // As `base64 ~/.ssh/id_rsa.pub` writes it, 76 characters a line.
  const lines = base64.replaceAll(/.{76}/g, '$&\n')
  for (const text of [`${publicKey} me@example\n`, base64, lines, `${lines}\n`])
    expect(readPublicKey(text)).toEqual(bytes)
  for (const text of ['', 'ssh-rsa', 'ssh-rsa AAAA', lines.slice(0, 100)]) expect(readPublicKey(text)).toBeUndefined()
})
