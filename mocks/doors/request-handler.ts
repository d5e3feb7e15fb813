import type { WireRequest, WireResponse } from '../engine/wire.ts'
import { type Clock, LONGEST_WAIT, waitOn } from '../runtime/clock.ts'
import { bodyOf, bytesOfReply, deliver, isDropped, type Service } from './door.ts'
import { aborted, connectionReset } from './socket-errors.ts'

/** The parts of the SDK's HTTP request that matter here. */
interface SdkRequest {
  readonly method: string
  readonly hostname: string
  readonly port?: number | undefined
  readonly path: string
  readonly query?: Readonly<Record<string, string | (string | null)[] | null>> | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** The HTTP response that the SDK expects. It reads a body of bytes as it is, and a stream to its end. */
interface SdkResponse {
  readonly statusCode: number
  readonly reason: string
  readonly headers: Record<string, string>
  readonly body: Uint8Array | ReadableStream<Uint8Array>
}

interface HandlerOptions {
  readonly abortSignal?: unknown
  readonly requestTimeout?: number | undefined
}

/** The options of the SDK's NodeHttpHandler that this one honours. */
export interface RequestHandlerOptions {
  /** Milliseconds after which a request is too slow. By itself it only leads to a warning, as in the SDK. */
  readonly requestTimeout?: number | undefined
  /** Turns that warning into a TimeoutError. */
  readonly throwOnRequestTimeout?: boolean | undefined
}

/**
 * Puts the service in the place of the network: `new LightsailClient({ requestHandler })`. It honours abort signals and
 * `requestTimeout` as the SDK's NodeHttpHandler does.
 *
 * @example
 * new LightsailClient({ region: 'us-east-1', requestHandler: lightsail.requestHandler })
 */
export class LightsailRequestHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' }
  readonly #service: Service
  #options: RequestHandlerOptions

  constructor(service: Service, options: RequestHandlerOptions = {}) {
    checkOptions(options)
    this.#service = service
    this.#options = options
  }

  /** Answers a request. @throws an AbortError or a TimeoutError, with the names and codes of NodeHttpHandler's */
  async handle(
    request: SdkRequest,
    { abortSignal, requestTimeout }: HandlerOptions = {},
  ): Promise<{ response: SdkResponse }> {
    const signal = toSignal(abortSignal)
    throwIfAborted(signal)
    const handled = this.#service.handle({
      method: request.method,
      path: request.query === undefined ? request.path : request.path + queryOf(request),
      headers: headersOf(request),
      // SDKs pass texts and bytes; awaiting these would cost a turn of the event loop.
      body: isRead(request.body) ? request.body : await read(request.body),
    })
    const reply = handled instanceof Promise ? await handled : handled
    throwIfAborted(signal)
    if (reply.delivery === undefined) return { response: toSdkResponse(reply, this.#service.clock, signal) }
    const timeout = this.#watchTimeout(requestTimeout ?? this.#options.requestTimeout)
    const ends = [signal, timeout?.signal].filter((end) => end !== undefined)
    const arrived = await deliver(reply, this.#service.clock, { signal: AbortSignal.any(ends) })
    timeout?.cancel()
    throwIfAborted(signal)
    timeout?.signal.throwIfAborted()
    // The SDK's own handler names a reset connection a time-out, too.
    if (isDropped(reply)) throw Object.assign(connectionReset(), { name: 'TimeoutError' })
    return { response: toSdkResponse(arrived ?? reply, this.#service.clock, signal) }
  }

  #watchTimeout(ms: number | undefined): { readonly signal: AbortSignal; readonly cancel: () => void } | undefined {
    if (ms === undefined || ms <= 0) return undefined
    const fails = this.#options.throwOnRequestTimeout === true
    const end = new AbortController()
    const cancel = waitOn(
      this.#service.clock,
      () => {
        const message = `lightsail-ports-testkit - [${fails ? 'ERROR' : 'WARN'}] a request has exceeded the configured ${ms} ms requestTimeout.`
        if (fails) end.abort(Object.assign(new Error(message), { name: 'TimeoutError', code: 'ETIMEDOUT' }))
        else warn(`${message} Set throwOnRequestTimeout to turn this into an error.`)
      },
      Math.min(ms, LONGEST_WAIT),
    )
    return { signal: end.signal, cancel }
  }

  /** Sets an option, as SDK clients do with the handlers that they are given. */
  updateHttpClientConfig<Key extends keyof RequestHandlerOptions>(key: Key, value: RequestHandlerOptions[Key]): void {
    this.#options = { ...this.#options, [key]: value }
  }

  httpHandlerConfigs(): RequestHandlerOptions {
    return this.#options
  }

  /** Does nothing: several clients may share this handler. */
  destroy(): void {}
}

function headersOf({ headers, hostname, port }: SdkRequest): WireRequest['headers'] {
  const lower: Record<string, string> = {}
  for (const name in headers) lower[name.toLowerCase()] = headers[name] ?? ''
  lower['host'] ??= port === undefined ? hostname : `${hostname}:${port}`
  return lower
}

function queryOf({ query }: SdkRequest): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    [value].flat().map((one) => encodeURIComponent(name) + (one === null ? '' : `=${encodeURIComponent(one)}`)),
  )
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

function isRead(body: unknown): body is string | Uint8Array {
  return typeof body === 'string' || body instanceof Uint8Array
}

async function read(body: unknown): Promise<string | Uint8Array> {
  if (body === undefined || body === null) return ''
  return new Uint8Array(await new Response(body as BodyInit).arrayBuffer())
}

/** Names that nearly every reply has: a text in lower case that is made anew is slow as the name of a member. */
const LOWER: Readonly<Record<string, string>> = {
  'Content-Type': 'content-type',
  'x-amzn-RequestId': 'x-amzn-requestid',
  Date: 'date',
  Server: 'server',
}

function toSdkResponse(reply: WireResponse, clock: Clock, signal: AbortSignal | undefined): SdkResponse {
  const { status, headers } = reply
  const bytes = bytesOfReply(reply)
  const lower: Record<string, string> = { 'content-length': String(bytes.length) }
  for (const name in headers) lower[LOWER[name] ?? name.toLowerCase()] = String(headers[name])
  const body =
    reply.delivery === undefined
      ? bytes
      : bodyOf(reply, { clock, caller: signal && { signal }, breakOff: aborted, abortReason: () => abortError(signal) })
  return { statusCode: status, reason: '', headers: lower, body }
}

/** Converts a signal. SDKs also accept the signals of polyfills, which may have `onabort` alone. */
function toSignal(given: unknown): AbortSignal | undefined {
  if (given instanceof AbortSignal) return given
  if (typeof given !== 'object' || given === null || !('aborted' in given)) return undefined
  const controller = new AbortController()
  const abort = () => controller.abort()
  if (given.aborted === true) abort()
  else if ('addEventListener' in given && typeof given.addEventListener === 'function')
    given.addEventListener('abort', abort)
  else Object.assign(given, { onabort: abort })
  return controller.signal
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw abortError(signal)
}

/** Makes the error of the SDK's own handler: retry strategies and callers look at its name. */
function abortError(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason
  const error = reason instanceof Error ? new Error('Request aborted', { cause: reason }) : new Error(String(reason))
  error.name = 'AbortError'
  return error
}

/** Warns as Node does; a browser has only its console. */
function warn(message: string): void {
  const { process } = globalThis as { readonly process?: Pick<NodeJS.Process, 'emitWarning'> }
  if (typeof process?.emitWarning === 'function') process.emitWarning(message)
  // biome-ignore lint/suspicious/noConsole: a browser has no other place for a warning
  else console.warn(message)
}

/** Checks the options. @throws {TypeError} naming the option that is wrong or unknown */
function checkOptions({ requestTimeout = 0, throwOnRequestTimeout = false, ...unknown }: RequestHandlerOptions): void {
  const problem = (text: string) =>
    new TypeError(
      `Failed to make a requestHandler: ${text}. Use requestTimeout (milliseconds) and throwOnRequestTimeout (true or false).`,
    )
  const [name] = Object.keys(unknown)
  if (name !== undefined) throw problem(`unknown option ${name}`)
  if (typeof requestTimeout !== 'number' || !(requestTimeout >= 0)) {
    throw problem(`requestTimeout is ${JSON.stringify(requestTimeout)}`)
  }
  if (typeof throwOnRequestTimeout !== 'boolean') {
    throw problem(`throwOnRequestTimeout is ${JSON.stringify(throwOnRequestTimeout)}`)
  }
}
