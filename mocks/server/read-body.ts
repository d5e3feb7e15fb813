import type { IncomingMessage } from 'node:http'
import { MAX_BODY_BYTES } from '../protocol/body.ts'

/** Receives the body, and whether it was too large. */
export type ReadBody = (body: Uint8Array, tooLarge: boolean) => void

/**
 * Reads a request's body, up to one byte more than the service accepts: no request can fill the memory. It uses callbacks,
 * since a promise or an iterator costs a tenth of the server's throughput.
 */
export function readBody(request: IncomingMessage, done: ReadBody): void {
  const chunks: Buffer[] = []
  let length = 0
  request.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length <= MAX_BODY_BYTES) {
      chunks.push(chunk)
      return
    }
    request.removeAllListeners('data')
    request.removeAllListeners('end')
    request.pause()
    chunks.push(chunk)
    done(Buffer.concat(chunks).subarray(0, MAX_BODY_BYTES + 1), true)
  })
  request.on('end', () => {
    const [only = EMPTY] = chunks
    done(chunks.length > 1 ? Buffer.concat(chunks) : only, false)
  })
}

const EMPTY = Buffer.alloc(0)
