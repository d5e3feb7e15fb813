import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyProvider } from 'lightsail-ports-testkit/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/** A broker behind TLS, whose certificate was made by an authority of our own. */
describe.skipIf(!hasOpenssl)('a broker with a private certificate', () => {
  let folder: string
  let url: string
  let server: ReturnType<typeof createServer>

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lightsail-tls-'))
    const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
    const key = ['-newkey', 'rsa:2048', '-nodes']
    openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Our Authority')
    openssl('req', ...key, '-keyout', 'key.pem', '-out', 'request.pem', '-subj', '/CN=localhost')
    writeFileSync(join(folder, 'extensions'), 'subjectAltName=DNS:localhost')
    const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'extensions']
    openssl('x509', '-req', '-in', 'request.pem', ...signed, '-out', 'cert.pem', '-days', '2')
    const [keyPem, cert] = ['key.pem', 'cert.pem'].map((name) => readFileSync(join(folder, name)))
    server = createServer({ key: keyPem, cert }, (_request, response) => response.writeHead(503).end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `https://localhost:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.close()
    rmSync(folder, { recursive: true })
  })
  afterEach(() => vi.unstubAllEnvs())

  const failure = () =>
    verifyProvider({ broker: { url }, providerVersionBranch: 'main' }).then(
      () => 'It passed',
      ({ message }) => message,
    )

  test('is an error that names the certificate and its authority', async () => {
    expect(await failure()).toMatch(
      /has a certificate of localhost, issued by Our Authority, that is not trusted \([A-Z_]+\)\. Set SSL_CERT_FILE/,
    )
  })

  test('is trusted if SSL_CERT_FILE names the certificate of its authority', async () => {
    vi.stubEnv('SSL_CERT_FILE', join(folder, 'ca.pem'))
    expect(await failure()).toContain('is not available: GET / answers 503')
  })

  test('is an error if the file of SSL_CERT_FILE is missing', async () => {
    vi.stubEnv('SSL_CERT_FILE', '/no/such/file.pem')
    expect(await failure()).toContain('SSL_CERT_FILE')
  })
})
