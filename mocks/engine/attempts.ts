import { readAttempt } from '../protocol/aws-json.ts'
import { textOfBody } from '../protocol/body.ts'
import { accessKeyOf, credentialOf } from '../sigv4/credential.ts'
import type { Outcome } from './calls.ts'
import type { WireRequest } from './wire.ts'

/** The place of a call in an invocation of an SDK; `undefined` if it is not certain. */
export interface Attempt {
  readonly attempt: number | undefined
  /** The id that the attempts of one invocation share. */
  readonly invocationId: string | undefined
}

/** Version 2 of the SDK for JavaScript retries, and says nothing of it in its headers. */
const SDK_V2 = /\baws-sdk-(?:nodejs|js)\/2\./
/** It makes so many attempts by default: whether a further equal call is its own or the program's is not certain. */
const MOST_ATTEMPTS = 4
/** Errors that it retries whatever their status. */
const RETRIED = new Set(['ThrottlingException', 'RequestTimeoutException'])

interface Last extends Attempt {
  readonly key: string
  isRetried: boolean
}

/** The callers whose last call is remembered. */
const MOST_CALLERS = 1000

/**
 * Numbers the attempts of SDK invocations: by their headers, and those of SDK v2 by what is known of them. There an equal
 * request of the same caller, directly after one that the SDK retries, is its next attempt.
 */
export class Attempts {
  readonly #last = new Map<string, Last>()
  #next = 1

  /** Numbers a call when it comes in. */
  read(request: WireRequest, operation: string | undefined): Attempt {
    const { headers } = request
    const attempt = readAttempt(headers['amz-sdk-request'])
    const invocationId = headers['amz-sdk-invocation-id']?.slice(0, 64)
    if (attempt !== undefined || invocationId !== undefined || !isSdkV2(request)) return { attempt, invocationId }
    const caller = callerKey(request)
    const key = `${operation} ${textOfBody(request.body)}`
    const last = this.#last.get(caller)
    const read = last?.key === key && last.isRetried ? nextOf(last) : this.#first()
    this.#last.delete(caller)
    this.#last.set(caller, { ...read, key, isRetried: false })
    const [oldest] = this.#last.keys()
    if (this.#last.size > MOST_CALLERS && oldest !== undefined) this.#last.delete(oldest)
    return read
  }

  /** Notes how a call ended: only some ends are retried. */
  note(request: WireRequest, { status, error = '', fault }: Outcome): void {
    if (!isSdkV2(request)) return
    const last = this.#last.get(callerKey(request))
    // A reply that a fault disturbs may have a status of success, and still be retried.
    const isDisturbed = fault !== undefined && status < 400
    if (last !== undefined) last.isRetried = status === 0 || status >= 500 || RETRIED.has(error) || isDisturbed
  }

  clear(): void {
    this.#last.clear()
    this.#next = 1
  }

  #first(): Attempt {
    return { attempt: 1, invocationId: `sdk-v2-${this.#next++}` }
  }
}

function nextOf({ attempt, invocationId }: Attempt): Attempt {
  const isCertain = attempt !== undefined && attempt < MOST_ATTEMPTS
  return isCertain ? { attempt: attempt + 1, invocationId } : { attempt: undefined, invocationId: undefined }
}

function isSdkV2({ headers }: WireRequest): boolean {
  return SDK_V2.test(headers['x-amz-user-agent'] ?? headers['user-agent'] ?? '')
}

function callerKey(request: WireRequest): string {
  return `${request.sourceIp ?? ''} ${accessKeyOf(credentialOf(request) ?? '')} ${request.headers['host'] ?? ''}`
}
