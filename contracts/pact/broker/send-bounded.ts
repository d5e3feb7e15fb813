import { readFileSync } from 'node:fs'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { rootCertificates, TLSSocket } from 'node:tls'

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
export function sendBounded(url: URL, { method, headers, body, timeout }: HttpRequest): Promise<HttpReply> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpReply>()
  const signal = AbortSignal.timeout(timeout)
  const isTls = url.protocol === 'https:'
  let certificate: string | undefined
  const fail = (error: Error & { code?: string }) =>
    reject(new Error(signal.aborted ? `does not answer within ${timeout} ms.` : describe(error, certificate)))
  const request = isTls
    ? requestHttps(url, { method, headers, signal, ...trusted() })
    : requestHttp(url, { method, headers, signal })
  request.on('socket', (socket) => {
    // The certificate that is refused can be read only before the connection is closed.
    if (socket instanceof TLSSocket) {
      socket.once('close', () => {})
      socket.prependOnceListener('error', () => {
        const { subject, issuer } = socket.getPeerCertificate()
        if (subject !== undefined) certificate = `of ${subject.CN}, issued by ${issuer.CN}`
      })
    }
  })
  request.on('error', fail)
  request.on('response', (response) => {
    let text = ''
    response.setEncoding('utf8')
    response.on('data', (chunk: string) => {
      text += chunk
      if (text.length > LARGEST) request.destroy(new Error('answers more than 64 MiB'))
    })
    response.on('error', fail)
    response.on('end', () => {
      const given = Object.entries(response.headers).map(([name, value]) => [name, String(value)])
      resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(given), body: text })
    })
  })
  request.end(body)
  return promise
}

function trusted(): { readonly ca?: string[] } {
  const file = process.env['SSL_CERT_FILE']
  if (file === undefined || file === '') return {}
  const more = [file, process.env['NODE_EXTRA_CA_CERTS']].filter((one) => one !== undefined && one !== '')
  return { ca: [...rootCertificates, ...more.map((path) => readFileSync(path as string, 'utf8'))] }
}

function describe(error: Error & { code?: string }, certificate: string | undefined): string {
  const { code = '' } = error
  if (/CERT|SIGNED|SIGNATURE|ISSUER|ALTNAME|EPROTO|SSL/.test(code)) {
    const which = certificate === undefined ? '' : ` ${certificate}`
    return `has a certificate${which} that is not trusted (${code}). Set SSL_CERT_FILE to a file with the certificate of its authority.`
  }
  return `cannot be reached (${code === '' ? error.message : code}). Is its URL right, and does it run?`
}
