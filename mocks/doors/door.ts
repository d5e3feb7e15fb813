import type { WireRequest, WireResponse } from '../engine/wire.ts'
import { type Clock, LONGEST_WAIT, waitOn } from '../runtime/clock.ts'

/** What every door leads to. */
export interface Service {
  readonly clock: Clock
  /** Answers at once, unless a signature has to be verified. */
  handle(request: WireRequest): WireResponse | Promise<WireResponse>
}

/**
 * The reply as it arrives: late, or never, if that is its fault. How much of it gets through is for `bodyOf` and the
 * doors.
 *
 * @param signal ends the wait; there is then no reply
 */
export function deliver(reply: WireResponse, clock: Clock, signal?: AbortSignal): Promise<WireResponse | undefined> {
  const { delay = 0, ending } = reply.delivery ?? {}
  const isLost = ending?.kind === 'never'
  return new Promise((resolve) => {
    if ((delay === 0 && !isLost) || signal?.aborted === true) {
      resolve(signal?.aborted === true ? undefined : reply)
      return
    }
    const cancel = isLost ? holdOn(signal) : waitOn(clock, arrive, delay)
    signal?.addEventListener('abort', abort, { once: true })
    function arrive(): void {
      signal?.removeEventListener('abort', abort)
      resolve(reply)
    }
    function abort(): void {
      cancel()
      resolve(undefined)
    }
  })
}

/** A connection that is open keeps its process alive: so does one that is not there, while somebody may end the wait. */
function holdOn(signal: AbortSignal | undefined): () => void {
  if (signal === undefined) return () => {}
  const held = holdTimer(() => {}, LONGEST_WAIT)
  return () => dropTimer(held)
}

/** The real ones: fake timers of a test are for the delays. */
const holdTimer = globalThis.setInterval
const dropTimer = globalThis.clearInterval

/** Whether the connection is reset before anything of the reply comes. */
export function isDropped({ delivery }: WireResponse): boolean {
  return delivery?.ending?.kind === 'drop'
}

const encoder = new TextEncoder()

/** The bytes of a reply's body, and how many of them get through: `undefined` for all. */
export function cutOf(reply: WireResponse): {
  readonly bytes: Uint8Array
  readonly cut: number | undefined
} {
  const bytes = bytesOfReply(reply)
  const { ending } = reply.delivery ?? {}
  if (ending?.kind !== 'cut') return { bytes, cut: undefined }
  const cut = ending.bytes === 'half' ? Math.floor(bytes.length / 2) : ending.bytes
  // Where all of it gets through nothing is cut off; a reset in the middle there always is.
  return { bytes, cut: ending.how === 'close' && cut >= bytes.length ? undefined : cut }
}

/** Returns the bytes of a body. */
export function bytesOfReply({ body, bytes }: WireResponse): Uint8Array {
  return bytes ?? encoder.encode(body)
}

/** How a body comes: on a clock, to somebody who may give up, and with what where it breaks off. */
export interface BodyOptions {
  readonly clock: Clock
  readonly signal?: AbortSignal | undefined
  /** The error that a reader gets where it breaks off. */
  readonly breakOff: () => Error
  /** The error that a reader gets who has given up. */
  readonly givenUp?: () => unknown
}

/** The body of a reply as it comes: at once, slowly, or broken off. */
export function bodyOf(
  reply: WireResponse,
  options: BodyOptions,
): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> {
  const { bytes, cut } = cutOf(reply)
  const { bytesPerSecond } = reply.delivery ?? {}
  if (cut === undefined && bytesPerSecond === undefined) return bytes as Uint8Array<ArrayBuffer>
  const { clock, signal, breakOff, givenUp = () => signal?.reason } = options
  const chunks = chunksOf(bytes.subarray(0, cut), bytesPerSecond, clock)
  let cancel = () => {}
  return new ReadableStream({
    start(controller) {
      signal?.addEventListener(
        'abort',
        () => {
          cancel()
          controller.error(givenUp())
        },
        { once: true },
      )
    },
    async pull(controller) {
      const next = chunks.next()
      if (next.done === true) {
        if (cut === undefined) controller.close()
        else {
          // What was sent before has to get through first, and whoever reads it may still have to begin.
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

/** The real one: fake timers of a test are for the delays. */
const soon: (callback: (value?: unknown) => void) => unknown = globalThis.setImmediate ?? globalThis.setTimeout

/** A piece of a body, and the milliseconds until it comes. */
interface Chunk {
  readonly chunk: Uint8Array
  readonly wait: number
}

/** The pieces in which bytes come: ten a second, or byte by byte. A clock that has moved on has brought what was due. */
export function* chunksOf(bytes: Uint8Array, bytesPerSecond: number | undefined, clock: Clock): Generator<Chunk> {
  const start = clock.now()
  const size = bytesPerSecond === undefined ? bytes.length : Math.max(1, Math.round(bytesPerSecond / 10))
  // A head without a body goes out by itself.
  if (bytes.length === 0) yield { chunk: bytes, wait: 0 }
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = bytes.subarray(at, at + size)
    const due = bytesPerSecond === undefined ? start : start + ((at + chunk.length) / bytesPerSecond) * 1000
    yield { chunk, wait: Math.min(due - clock.now(), LONGEST_WAIT) }
  }
}

/** The reply as the Fetch API has it. */
export function toResponse(reply: WireResponse, options: BodyOptions): Response {
  const { status, headers } = reply
  headers['Content-Length'] = bytesOfReply(reply).length
  return new Response(bodyOf(reply, options), { status, headers: headers as Record<string, string> })
}

/** A request of the Fetch API as the engine takes it. */
export async function fromRequest(request: Request): Promise<WireRequest> {
  return { method: request.method, ...addressOf(request), body: new Uint8Array(await request.arrayBuffer()) }
}

/** Where a request of the Fetch API goes to, and its headers. */
export function addressOf(request: Request): Pick<WireRequest, 'path' | 'headers'> {
  const { pathname, search, host } = new URL(request.url)
  // `fetch` may not set Host itself, but its URL names it.
  return { path: pathname + search, headers: { host, ...Object.fromEntries(request.headers) } }
}
