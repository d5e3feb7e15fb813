import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { chunksOf, cutOf, isDropped } from '../doors/door.ts'
import type { WireResponse } from '../engine/wire.ts'
import { type Clock, waitOn } from '../world/clock.ts'

/**
 * Writes as much of a reply as gets through, as fast as it does, to the real socket, and resets or closes that.
 *
 * @param closed aborts when the client has gone: then nothing more is written
 */
export async function writeSpoiled(
  response: ServerResponse,
  reply: WireResponse,
  clock: Clock,
  closed: AbortSignal,
): Promise<void> {
  const { socket } = response
  if (socket === null) return
  if (isDropped(reply)) {
    socket.resetAndDestroy()
    return
  }
  const { bytes, cut } = cutOf(reply)
  const { bytesPerSecond, ending } = reply.delivery ?? {}
  response.sendDate = false
  response.writeHead(reply.status, { ...reply.headers, 'Content-Length': bytes.length })
  response.flushHeaders()
  for (const [chunk, ms] of chunksOf(bytes.subarray(0, cut), bytesPerSecond)) {
    if (ms > 0) await wait(clock, ms, closed)
    if (closed.aborted) return
    response.write(chunk)
  }
  if (cut === undefined) response.end()
  // Once the other side has what was written.
  if (ending?.kind === 'resetAfter') afterWriting(socket, () => socket.resetAndDestroy())
  if (ending?.kind === 'cut' && cut !== undefined) {
    afterWriting(socket, () => (ending.how === 'reset' ? socket.resetAndDestroy() : socket.destroySoon()))
  }
}

/** The real one: fake timers of a test are for the delays, not for the server itself. */
const soon = setImmediate

function afterWriting(socket: Socket, then: () => void): void {
  // An empty write is done when all before it are.
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
