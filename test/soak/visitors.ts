import { setTimeout as pause } from 'node:timers/promises'
import { Connection, type HttpReply } from './connection.ts'
import { oversizeRequest, requestFor, SMUGGLED, SMUGGLING } from './requests.ts'
import type { Tally } from './tally.ts'

/** The surroundings of a visitor. */
export interface Visit {
  readonly port: number
  readonly tally: Tally
  /** True once the server is about to end: a connection may be closed at any time. */
  readonly isEnding: () => boolean
  /** A name that nobody else asks for. */
  readonly nextName: () => string
}

/** Uses the server once: opens a connection, sends something, and notes what is wrong with what comes back. */
type Visitor = (visit: Visit) => Promise<void>

const BATCH = 16
const OVERSIZE = 1_200_000

/** Notes whose reply it is. Every reply names the instance of its own request. */
function check(kind: string, name: string, reply: HttpReply | undefined, { tally, isEnding }: Visit): boolean {
  const counts = tally.of(kind)
  if (reply === undefined) {
    counts.closed += 1
    if (!isEnding()) counts.dropped += 1
    return false
  }
  counts.answered += 1
  if (reply.status === 408) return false
  if (reply.body.includes(`does not exist: ${name}"`)) return !reply.closes
  tally.note(`${kind}: ${name} got the reply ${reply.status} ${reply.body.slice(0, 200)}`)
  return false
}

async function openOr(visit: Visit, kind: string): Promise<Connection | undefined> {
  const connection = await Connection.open(visit.port)
  if (connection === undefined && !visit.isEnding()) visit.tally.note(`${kind}: a connection was refused`)
  return connection
}

/** Sends one request after the other on one connection. */
const keepAlive: Visitor = async (visit) => {
  const connection = await openOr(visit, 'keep-alive')
  for (let left = 200; connection !== undefined && left > 0 && !visit.isEnding(); left--) {
    const name = visit.nextName()
    visit.tally.of('keep-alive').sent += 1
    connection.write(requestFor(name))
    if (!check('keep-alive', name, await connection.nextReply(), visit)) break
  }
  connection?.destroy()
}

/** Sends one request, and lets the server close the connection. */
const oneShot: Visitor = async (visit) => {
  const connection = await openOr(visit, 'one-shot')
  if (connection === undefined) return
  const name = visit.nextName()
  visit.tally.of('one-shot').sent += 1
  connection.write(requestFor(name, 'Connection: close\r\n'))
  check('one-shot', name, await connection.nextReply(), visit)
  if (!(await connection.untilClosed(30_000))) visit.tally.note('one-shot: the connection stays open')
}

/** Sends many requests at once. The replies have to come in their order. */
const pipelined: Visitor = async (visit) => {
  const connection = await openOr(visit, 'pipelined')
  for (let left = 20; connection !== undefined && left > 0 && !visit.isEnding(); left--) {
    const names = Array.from({ length: BATCH }, () => visit.nextName())
    visit.tally.of('pipelined').sent += BATCH
    connection.write(names.map((name) => requestFor(name)).join(''))
    for (const name of names) check('pipelined', name, await connection.nextReply(), visit)
    if (connection.rest !== '')
      visit.tally.note(`pipelined: more replies than requests: ${connection.rest.slice(0, 80)}`)
    if (connection.isClosed) break
  }
  connection?.destroy()
}

/** Sends a request in small pieces. */
const slow: Visitor = async (visit) => {
  const connection = await openOr(visit, 'slow')
  if (connection === undefined) return
  const name = visit.nextName()
  visit.tally.of('slow').sent += 1
  const request = requestFor(name)
  for (let at = 0; at < request.length && !connection.isClosed; at += 40) {
    connection.write(request.slice(at, at + 40))
    await pause(20)
  }
  check('slow', name, await connection.nextReply(), visit)
  connection.destroy()
}

/** Sends a part of a request and waits. The server ends the connection when its patience is over. */
const halfOpen: Visitor = async (visit) => {
  const connection = await openOr(visit, 'half-open')
  if (connection === undefined) return
  const counts = visit.tally.of('half-open')
  counts.sent += 1
  const request = requestFor(visit.nextName())
  connection.write(request.slice(0, Math.floor(request.length * 0.9)))
  const reply = await connection.nextReply()
  if (reply === undefined) counts.closed += 1
  else counts.answered += 1
  if (reply !== undefined && reply.status !== 408) visit.tally.note(`half-open: half a request got ${reply.status}`)
  connection.destroy()
}

/** Goes away before the reply. */
const aborted: Visitor = async (visit) => {
  const connection = await openOr(visit, 'aborted')
  if (connection === undefined) return
  const counts = visit.tally.of('aborted')
  counts.sent += 1
  const request = requestFor(visit.nextName())
  connection.write(counts.sent % 2 === 0 ? request : request.slice(0, 300))
  if (counts.sent % 3 === 0) await pause(1)
  connection.destroy()
  counts.closed += 1
}

/** Sends more than the service takes. */
const oversize: Visitor = async (visit) => {
  const connection = await openOr(visit, 'oversize')
  if (connection === undefined) return
  const counts = visit.tally.of('oversize')
  counts.sent += 1
  connection.write(oversizeRequest(OVERSIZE))
  const reply = await connection.nextReply()
  // The server does not read the rest: the reply can be lost with the connection.
  if (reply === undefined) counts.closed += 1
  else counts.answered += 1
  if (reply !== undefined && reply.status !== 413 && reply.status !== 408)
    visit.tally.note(`oversize: the status is ${reply.status}`)
  if (!(await connection.untilClosed(30_000))) visit.tally.note('oversize: the connection stays open')
  connection.destroy()
}

/** Tries to smuggle a request behind another one. */
const smuggling: Visitor = async (visit) => {
  const counts = visit.tally.of('smuggling')
  const attempts = Object.entries(SMUGGLING)
  const [title, bytes] = attempts[counts.sent % attempts.length] ?? ['', '']
  const connection = await openOr(visit, 'smuggling')
  if (connection === undefined) return
  counts.sent += 1
  connection.write(bytes)
  connection.end()
  const replies: HttpReply[] = []
  for (let reply = await connection.nextReply(); reply !== undefined; reply = await connection.nextReply()) {
    replies.push(reply)
  }
  if (replies.length === 0) counts.closed += 1
  else counts.answered += 1
  if (replies.length > 1) visit.tally.note(`smuggling: ${title}: ${replies.length} replies`)
  if (replies.some(({ body }) => body.includes(SMUGGLED))) visit.tally.note(`smuggling: ${title}: it was answered`)
  connection.destroy()
}

/** The visitors, each with its share of the connections. */
export const VISITORS: readonly (readonly [visitor: Visitor, share: number])[] = [
  [keepAlive, 40],
  [oneShot, 10],
  [pipelined, 20],
  [slow, 10],
  [halfOpen, 8],
  [aborted, 5],
  [oversize, 2],
  [smuggling, 5],
]
