import type { WireRequest, WireResponse } from '../engine/wire.ts'
import { type Clock, LONGEST_WAIT, waitOn } from '../runtime/clock.ts'

/** The service behind a door. */
export interface Service {
  readonly clock: Clock
  /** Answers at once, unless a signature has to be verified. */
  handle(request: WireRequest): WireResponse | Promise<WireResponse>
}

/**
 * The owner of a signal: a Request, or the options of a call. A wait holds it, and not its signal alone: the signal of a
 * Request is never aborted after the garbage collector has taken the Request.
 */
export interface Caller {
  readonly signal: AbortSignal
}

/**
 * Delivers a reply: at once, late, or never, as its fault says. `bodyOf` and the doors decide how much of it gets through.
 *
 * @param caller its signal ends the wait; the result is then `undefined`
 */
export function deliver(reply: WireResponse, clock: Clock, caller?: Caller): Promise<WireResponse | undefined> {
  const { delay = 0, ending } = reply.delivery ?? {}
  const { signal } = caller ?? {}
  const isLost = ending?.kind === 'never'
  return new Promise((resolve) => {
    if ((delay === 0 && !isLost) || signal?.aborted === true) {
      resolve(signal?.aborted === true ? undefined : reply)
      return
    }
    const cancel = isLost ? holdOn(caller) : waitOn(clock, arrive, delay)
    signal?.addEventListener('abort', abort, { once: true })
    function arrive(): void {
      caller?.signal.removeEventListener('abort', abort)
      resolve(reply)
    }
    function abort(): void {
      cancel()
      resolve(undefined)
    }
  })
}

/** Keeps the process alive while a caller waits, as an open connection would. A wait that nobody can end does not. */
function holdOn(caller: Caller | undefined): () => void {
  if (caller === undefined) return () => {}
  const held = holdTimer(() => {}, LONGEST_WAIT, caller)
  return () => dropTimer(held)
}

/** The real timers, looked up once: fake timers of a test are for the delays alone. */
const holdTimer = globalThis.setInterval
const dropTimer = globalThis.clearInterval

/** Tells whether the connection is reset before any byte of the reply. */
export function isDropped({ delivery }: WireResponse): boolean {
  return delivery?.ending?.kind === 'drop'
}

const encoder = new TextEncoder()

/** Returns the bytes of a reply's body, and how many of them get through (`undefined` for all). */
export function cutOf(reply: WireResponse): {
  readonly bytes: Uint8Array
  readonly cut: number | undefined
} {
  const bytes = bytesOfReply(reply)
  const { ending } = reply.delivery ?? {}
  if (ending?.kind !== 'cut') return { bytes, cut: undefined }
  const cut = ending.bytes === 'half' ? Math.floor(bytes.length / 2) : ending.bytes
  // A truncation at or after the end changes nothing; a reset in the middle always happens.
  return { bytes, cut: ending.how === 'close' && cut >= bytes.length ? undefined : cut }
}

/** Returns the bytes of a body. */
export function bytesOfReply({ body, bytes }: WireResponse): Uint8Array {
  return bytes ?? encoder.encode(body)
}

/** The circumstances in which a body is read. */
export interface BodyOptions {
  readonly clock: Clock
  readonly caller?: Caller | undefined
  /** Makes the error that a reader gets when the body breaks off. */
  readonly breakOff: () => Error
  /** Makes the error that a reader gets after aborting. */
  readonly abortReason?: () => unknown
}

/** Returns the body of a reply: at once, slowly, or broken off. */
export function bodyOf(reply: WireResponse, options: BodyOptions): Uint8Array | ReadableStream<Uint8Array> {
  const { bytes, cut } = cutOf(reply)
  const { bytesPerSecond } = reply.delivery ?? {}
  if (cut === undefined && bytesPerSecond === undefined) return bytes
  const { clock, caller, breakOff, abortReason = () => caller?.signal.reason } = options
  const chunks = chunksOf(bytes.subarray(0, cut), bytesPerSecond, clock)
  let cancel = () => {}
  return new ReadableStream({
    start(controller) {
      caller?.signal.addEventListener(
        'abort',
        () => {
          cancel()
          controller.error(abortReason())
        },
        { once: true },
      )
    },
    async pull(controller) {
      const next = chunks.next()
      if (next.done === true) {
        if (cut === undefined) controller.close()
        else {
          // The bytes before have to reach the reader first, which may still have to begin reading.
          await new Promise((resolve) => soon(resolve))
          controller.error(breakOff())
        }
        return
      }
      const { chunk, wait } = next.value
      if (wait > 0) {
        await new Promise<void>((resolve) => {
          cancel = waitOn(clock, resolve, wait)
        })
      }
      controller.enqueue(chunk)
    },
    cancel: () => cancel(),
  })
}

/** The real timer, looked up once: fake timers of a test are for the delays alone. */
const soon: (callback: (value?: unknown) => void) => unknown = globalThis.setImmediate ?? globalThis.setTimeout

/** A piece of a body, and the milliseconds until it comes. */
interface Chunk {
  readonly chunk: Uint8Array
  readonly wait: number
}

/** Splits bytes into the pieces that arrive: ten a second, or byte by byte. Moving the clock on makes pieces due. */
export function* chunksOf(bytes: Uint8Array, bytesPerSecond: number | undefined, clock: Clock): Generator<Chunk> {
  const start = clock.now()
  const size = bytesPerSecond === undefined ? bytes.length : Math.max(1, Math.round(bytesPerSecond / 10))
  // A head without a body goes out by itself.
  if (bytes.length === 0) yield { chunk: bytes, wait: 0 }
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = bytes.subarray(at, at + size)
    const due = bytesPerSecond === undefined ? start : start + ((at + chunk.length) / bytesPerSecond) * 1000
    // No piece waits longer than it takes to send it: the clock may be set back meanwhile.
    const longest = bytesPerSecond === undefined ? 0 : (chunk.length / bytesPerSecond) * 1000
    yield { chunk, wait: Math.min(due - clock.now(), longest, LONGEST_WAIT) }
  }
}

/** Converts a reply to a Response of the Fetch API. */
export function toResponse(reply: WireResponse, options: BodyOptions): Response {
  const { status, headers } = reply
  const body = bodyOf(reply, options)
  headers['Content-Length'] = body instanceof Uint8Array ? body.length : bytesOfReply(reply).length
  return new Response(body as BodyInit, { status, headers: headers as Record<string, string> })
}

/** Converts a request of the Fetch API to one of the wire. */
export async function fromRequest(request: Request): Promise<WireRequest> {
  const body = new Uint8Array(await request.arrayBuffer())
  const { path, headers } = addressOf(request)
  // A browser sends this header, and SDKs sign it there, but a service worker does not get to see it.
  return { method: request.method, path, headers: { 'content-length': String(body.length), ...headers }, body }
}

/** Returns the path and the headers of a request of the Fetch API. */
export function addressOf(request: Request): Pick<WireRequest, 'path' | 'headers'> {
  const { pathname, search, host } = new URL(request.url)
  // `fetch` may not set Host itself, but its URL names it.
  return { path: pathname + search, headers: { host, ...Object.fromEntries(request.headers) } }
}
