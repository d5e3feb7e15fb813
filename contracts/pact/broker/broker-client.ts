import { isObject, parseJson } from '../../../mocks/protocol/index.ts'
import { cannotVerify, type VerificationError } from '../provider/verification-error.ts'
import { type HttpReply, sendBounded } from './send-bounded.ts'

/** A resource of a broker, as HAL. */
export type Resource = Readonly<Record<string, unknown>>

/** The answer of a broker to a request. */
export interface BrokerReply {
  readonly status: number
  readonly location: string | undefined
  readonly json: Resource
}

/** Sends requests to a Pact broker. Each request has a time limit, and each failure is told by its cause. */
export class BrokerClient {
  readonly url: string
  readonly #authorization: string | undefined
  readonly #timeout: number

  constructor(url: string, authorization: string | undefined, timeout: number) {
    this.url = url
    this.#authorization = authorization
    this.#timeout = timeout
  }

  /**
   * Sends a request.
   *
   * @param accepted statuses besides 200 and 201 that are an answer for the caller
   * @throws {VerificationError} if the broker cannot be reached, refuses the credentials, or answers anything but HAL
   */
  async send(
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    body?: object,
    accepted: readonly number[] = [],
  ): Promise<BrokerReply> {
    const target = new URL(url, this.url)
    const reply = await sendBounded(target, {
      method,
      timeout: this.#timeout,
      headers: {
        Accept: 'application/hal+json, application/json',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        // A link to another host must not get the credentials.
        ...(this.#authorization !== undefined &&
          target.hostname === new URL(this.url).hostname && { Authorization: this.#authorization }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    }).catch((error: Error) => {
      throw cannotVerify(`the broker at ${this.url} ${error.message}`, error)
    })
    const json = parseJson(reply.body)
    if (![200, 201, ...accepted].includes(reply.status)) throw this.#refusal(method, target, reply)
    if (!isObject(json) && reply.status < 300) {
      throw cannotVerify(
        `${target.href} answers ${describeContent(reply)} and not HAL. Is it the URL of a Pact broker, and is there a login page or a proxy in front of it?`,
      )
    }
    return { status: reply.status, location: reply.headers['location'], json: isObject(json) ? json : {} }
  }

  #refusal(method: string, target: URL, reply: HttpReply): VerificationError {
    const { status } = reply
    const where = `the broker at ${this.url}`
    if (status === 401) {
      return cannotVerify(
        this.#authorization === undefined
          ? `${where} needs credentials (401). Set PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD.`
          : `${where} refuses the credentials for ${method} ${target.pathname} (401). Are they right, and may they write?`,
      )
    }
    if (status === 403) {
      return cannotVerify(
        `${where} forbids ${method} ${target.pathname} (403). The credentials need the right to do this.`,
      )
    }
    if (status >= 300 && status < 400) {
      return cannotVerify(
        `${where} redirects to ${reply.headers['location'] ?? 'another URL'} (${status}). Use that URL.`,
      )
    }
    if (status >= 500) {
      return cannotVerify(`${where} is not available: ${method} ${target.pathname} answers ${status}. Try again later.`)
    }
    if (status === 404) return cannotVerify(`${target.href} does not exist (404). Is it the URL of a Pact broker?`)
    if (status === 400 && reply.body === '' && this.#authorization?.startsWith('Bearer ') === true) {
      return cannotVerify(
        `${where} answers 400 to a token. It may want a user name and a password: set PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD.`,
      )
    }
    return cannotVerify(`${where} answers ${status} to ${method} ${target.pathname}: ${describeErrors(reply)}.`)
  }
}

function describeContent({ headers, body }: HttpReply): string {
  const type = headers['content-type']?.split(';')[0] ?? 'no content type'
  return /^\s*</.test(body) ? `HTML (${type})` : type
}

/** Writes the errors of a broker in one line. */
function describeErrors(reply: HttpReply): string {
  const json = parseJson(reply.body)
  const { errors, error } = isObject(json) ? json : {}
  if (Array.isArray(errors)) return errors.join('; ')
  if (isObject(errors)) {
    return Object.entries(errors)
      .map(([member, problems]) => `${member} ${Array.isArray(problems) ? problems.join('; ') : String(problems)}`)
      .join('; ')
  }
  if (typeof error === 'string') return error
  return reply.body.trim() === '' ? 'nothing more' : reply.body.trim().slice(0, 200)
}

/** Returns the URL of a link of a resource, with its template filled. */
export function linkOf(
  resource: Resource,
  relation: string,
  values: Readonly<Record<string, string>> = {},
): string | undefined {
  const links = resource['_links']
  const link = isObject(links) ? links[relation] : undefined
  const href = isObject(link) ? link['href'] : undefined
  if (typeof href !== 'string') return undefined
  return href.replaceAll(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(values[name] ?? ''))
}
