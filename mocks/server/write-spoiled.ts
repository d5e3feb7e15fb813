import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { chunksOf, cutOf, isDropped } from '../doors/door.ts'
import type { WireResponse } from '../engine/wire.ts'
import { type Clock, waitOn } from '../runtime/clock.ts'

/**
 * Writes a disturbed reply to the real socket: slowly, in part, and then resets or closes the socket.
 *
 * @param closed aborts when the client is gone; then nothing more is written
 * @param spent gets the sockets that the next request resets
 */
export async function writeSpoiled(
  response: ServerResponse,
  reply: WireResponse,
  clock: Clock,
  closed: AbortSignal,
  spent: WeakSet<Socket>,
): Promise<void> {
  // A reply gets its socket when the replies before it on the connection are sent.
  const socket = response.socket ?? (await socketOf(response, closed))
  if (socket === undefined) return
  if (isDropped(reply)) {
    socket.resetAndDestroy()
    return
  }
  const { bytes, cut } = cutOf(reply)
  const { bytesPerSecond, ending } = reply.delivery ?? {}
  response.sendDate = false
  response.writeHead(reply.status, { ...reply.headers, 'Content-Length': bytes.length })
  response.flushHeaders()
  for (const { chunk, wait: ms } of chunksOf(bytes.subarray(0, cut), bytesPerSecond, clock)) {
    if (ms > 0) await wait(clock, ms, closed)
    if (closed.aborted) return
    response.write(chunk)
  }
  if (ending?.kind === 'resetAfter') resetLater(response, socket, spent)
  if (cut === undefined) response.end()
  if (ending?.kind === 'cut' && cut !== undefined) {
    afterWriting(socket, () => (ending.how === 'reset' ? socket.resetAndDestroy() : socket.destroySoon()))
  }
}

function socketOf(response: ServerResponse, closed: AbortSignal): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    response.once('socket', resolve)
    closed.addEventListener('abort', () => resolve(undefined), { once: true })
  })
}

/** The real timers, looked up once: fake timers of a test are for the delays, not for the server itself. */
const soon = setImmediate
const later = setTimeout

/**
 * Milliseconds until a connection without another request is reset. A reset discards bytes that the client has not read,
 * and another request shows that it has read them.
 */
const TO_READ = 1000

function resetLater(response: ServerResponse, socket: Socket, spent: WeakSet<Socket>): void {
  response.once('finish', () => {
    spent.add(socket)
    later(() => socket.resetAndDestroy(), TO_READ).unref()
  })
}

function afterWriting(socket: Socket, then: () => void): void {
  // An empty write is done when all writes before it are.
  socket.write('', () => soon(then))
}

function wait(clock: Clock, ms: number, closed: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancel()
      resolve()
    }
    const cancel = waitOn(
      clock,
      () => {
        closed.removeEventListener('abort', end)
        resolve()
      },
      ms,
    )
    closed.addEventListener('abort', end, { once: true })
  })
}
