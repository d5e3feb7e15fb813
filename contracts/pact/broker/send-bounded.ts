import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { checkServerIdentity, connect, rootCertificates } from 'node:tls'
import { requestHttp } from '../../../mocks/runtime/node/index.ts'

/** The answer to a request. */
export interface HttpReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** A request to send. */
export interface HttpRequest {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** The milliseconds until the whole answer must be there. */
  readonly timeout: number
}

/** The largest answer that is read. */
const LARGEST = 64 * 1024 * 1024

/**
 * Sends a request by HTTP or HTTPS, with a time limit for the whole of it. It trusts the certificates of the file that
 * `SSL_CERT_FILE` names, besides those that Node trusts.
 *
 * @throws {Error} if there is no answer; the message continues a sentence whose subject is the server
 */
export async function sendBounded(url: URL, { method, headers, body, timeout }: HttpRequest): Promise<HttpReply> {
  const isTls = url.protocol === 'https:'
  const trusted = isTls ? readTrusted() : {}
  const signal = AbortSignal.timeout(timeout)
  try {
    const request = isTls
      ? requestHttps(url, { method, headers, signal, ...trusted })
      : requestHttp(url, { method, headers, signal })
    return await receive(request, body)
  } catch (error) {
    if (signal.aborted) throw new Error(`does not answer within ${timeout} ms.`)
    const refused = isTls ? await inspectCertificate(url, trusted) : undefined
    throw new Error(refused ?? describeFailure(error as NodeJS.ErrnoException))
  }
}

async function receive(request: ClientRequest, body: string | undefined): Promise<HttpReply> {
  // An error after the beginning of the answer also ends the loop below, and must not end the process.
  request.on('error', () => {})
  request.end(body)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) {
    text += chunk
    if (text.length > LARGEST) throw new Error('its answer is larger than 64 MiB')
  }
  const given = Object.entries(response.headers).map(([name, value]) => [name, String(value)])
  return { status: response.statusCode ?? 0, headers: Object.fromEntries(given), body: text }
}

interface Trusted {
  readonly ca?: string[]
}

function readTrusted(): Trusted {
  const { SSL_CERT_FILE: file = '', NODE_EXTRA_CA_CERTS: more = '' } = process.env
  if (file === '') return {}
  try {
    const files = [file, more].filter((path) => path !== '')
    return { ca: [...rootCertificates, ...files.map((path) => readFileSync(path, 'utf8'))] }
  } catch (error) {
    throw new Error(`has a certificate that cannot be checked: SSL_CERT_FILE cannot be read (${String(error)}).`)
  }
}

/** The milliseconds that it may take to read a certificate. */
const INSPECTION = 5000

/**
 * Connects to a server without sending anything, and reads its certificate: the error of a refused connection does not name
 * it.
 *
 * @returns the problem of the certificate, if it has one
 */
async function inspectCertificate(url: URL, trusted: Trusted): Promise<string | undefined> {
  const { hostname, port } = url
  const socket = connect({
    host: hostname,
    port: Number(port === '' ? 443 : port),
    servername: hostname,
    rejectUnauthorized: false,
    ...trusted,
  })
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(INSPECTION) })
    const certificate = socket.getPeerCertificate()
    const reason = socket.authorizationError ?? checkServerIdentity(hostname, certificate)
    if (reason === undefined || reason === null) return undefined
    const { subject, issuer } = certificate
    const code = reason instanceof Error ? ((reason as NodeJS.ErrnoException).code ?? reason.message) : reason
    return `has a certificate of ${subject?.CN}, issued by ${issuer?.CN}, that is not trusted (${code}). Set SSL_CERT_FILE to a file with the certificate of its authority.`
  } catch {
    return undefined
  } finally {
    socket.destroy()
  }
}

function describeFailure({ code = '', message }: NodeJS.ErrnoException): string {
  return `cannot be reached (${code === '' ? message : code}). Is its URL right, and does it run?`
}
