import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CallJournal } from '../../engine/calls.ts'

/** Tells whether a request asks for the calls as a stream of events. */
export function isStreamRequest({ method, url = '', headers }: IncomingMessage): boolean {
  return (
    method === 'GET' && /^\/_mock\/calls(?:\?|$)/.test(url) && headers.accept?.includes('text/event-stream') === true
  )
}

/** Calls that go out in one piece: others get a turn in between. */
const PIECE = 200
/** A comment as often as this many milliseconds, so that nothing on the way takes the connection for dead. */
const KEEP_ALIVE = 15_000

/**
 * Streams the calls of a journal as server-sent events: `call` for each that is kept and each that comes; `cleared` when
 * they are forgotten; `world` when something else has changed the world; `skipped` with a count where calls were forgotten
 * before they could be sent. Nothing waits in memory for a reader that is slow: it reads from the journal.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function streamCalls(calls: CallJournal, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  })
  response.write('retry: 1000\n\n')
  const stream = new CallStream(calls, response, lastEventId(request))
  const end = calls.watch(stream)
  const keepAlive = every(() => response.write(':\n\n'), KEEP_ALIVE)
  keepAlive.unref()
  response.on('drain', () => stream.wake())
  response.once('close', () => {
    end()
    stop(keepAlive)
    stream.end()
  })
  stream.wake()
}

/** A browser that connects again says what it had last. */
function lastEventId({ headers }: IncomingMessage): number {
  const id = Number(headers['last-event-id'])
  return Number.isSafeInteger(id) && id > 0 ? id : 0
}

/** The real ones: fake timers of a test are not for the server itself. */
const soon = setImmediate
const every = setInterval
const stop = clearInterval

class CallStream {
  readonly #calls: CallJournal
  readonly #response: ServerResponse
  #sent: number
  #isDue = false
  #isOver = false
  #wasCleared = false
  #hasNewWorld = false

  constructor(calls: CallJournal, response: ServerResponse, sent: number) {
    this.#calls = calls
    this.#response = response
    const newest = calls.last?.number ?? 0
    this.#sent = sent
    // Another service has begun to count anew.
    if (sent > newest) this.cleared()
  }

  call(): void {
    this.wake()
  }

  cleared(): void {
    this.#sent = 0
    this.#wasCleared = true
    this.wake()
  }

  worldChanged(): void {
    this.#hasNewWorld = true
    this.wake()
  }

  end(): void {
    this.#isOver = true
  }

  /** Sends what is due, soon: what comes in one moment goes out together. */
  wake(): void {
    if (this.#isDue || this.#isOver) return
    this.#isDue = true
    soon(() => {
      this.#isDue = false
      if (!this.#isOver && !this.#response.writableNeedDrain) this.#send()
    })
  }

  #send(): void {
    const events: string[] = []
    if (this.#wasCleared) events.push(eventOf('cleared', {}))
    if (this.#hasNewWorld) events.push(eventOf('world', {}))
    this.#wasCleared = false
    this.#hasNewWorld = false
    let room = PIECE
    for (const call of this.#calls.after(this.#sent)) {
      if (room === 0) break
      room -= 1
      const skipped = this.#sent === 0 ? 0 : call.number - this.#sent - 1
      if (skipped > 0) events.push(eventOf('skipped', { count: skipped }))
      this.#sent = call.number
      events.push(`id: ${call.number}\n${eventOf('call', call)}`)
    }
    if (events.length > 0) this.#response.write(events.join(''))
    if (room === 0) this.wake()
  }
}

function eventOf(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}
