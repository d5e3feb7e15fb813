import type { IncomingMessage } from 'node:http'
import { mediaType } from '../protocol/aws-json.ts'
import { isLoopback } from '../protocol/loopback.ts'

/**
/**
 * Returns the reason why a request may not use the routes under `/_mock`, or `undefined` if it may. Web pages of others must
 * not: neither by DNS rebinding (the Host is then a name of theirs) nor by posting a form across sites (the request then
 * has an Origin, and no JSON).
 *
 * @param allowed names besides the loopback names that the mock may be called by, in lower case
 */
export function refusalOf(request: IncomingMessage, allowed: ReadonlySet<string>): string | undefined {
  const { host = '', origin, 'content-type': contentType = '', 'sec-fetch-site': site = 'none' } = request.headers
  if (!isLoopback(host) && !allowed.has(host.replace(/:\d{1,5}$/, '').toLowerCase())) {
    return `Routes under /_mock are only for this machine: call them as 127.0.0.1 or localhost, not as ${JSON.stringify(host.slice(0, 128))}. --allow-host lets another name in.`
  }
  if ((origin !== undefined && origin !== `http://${host}`) || (site !== 'none' && site !== 'same-origin')) {
    return 'Routes under /_mock are not for web pages of other origins.'
  }
  const hasBody = request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined
  if (hasBody && request.headers['content-length'] !== '0' && mediaType(contentType) !== 'application/json') {
    return "Routes under /_mock take JSON: send the header 'Content-Type: application/json'."
  }
  return undefined
}
