import { connect } from 'node:net'
import fc from 'fast-check'
import { createService, serve } from '../../../mocks/server/index.ts'
import { changedJson, changedText, oddValue } from '../mutations.ts'
import { asyncTarget, type FuzzTarget, fail } from '../target.ts'

/** The server of the run that goes on. */
let port = 0

/** Gives each run of a target a server of its own. */
function withServer(target: FuzzTarget): FuzzTarget {
  return {
    ...target,
    async run(runs, seed) {
      await using open = await serve(createService({ instances: ['web-1'], auth: 'off', maxCalls: 10 }))
      port = open.port
      return await target.run(runs, seed)
    },
  }
}

const PUT = '{"instanceName":"web-1","portInfos":[]}'
const HEAD =
  'Host: localhost\r\nContent-Type: application/x-amz-json-1.1\r\nX-Amz-Target: Lightsail_20161128.PutInstancePublicPorts\r\n'
const REQUESTS = [
  `POST / HTTP/1.1\r\n${HEAD}Content-Length: ${PUT.length}\r\n\r\n${PUT}`,
  `POST / HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\n${PUT.length.toString(16)}\r\n${PUT}\r\n0\r\n\r\n`,
  `POST / HTTP/1.1\r\n${HEAD}Expect: 100-continue\r\nContent-Length: ${PUT.length}\r\n\r\n${PUT}`,
  `GET /_mock/health HTTP/1.1\r\nHost: localhost\r\n\r\nGET /_mock/calls HTTP/1.0\r\nHost: localhost\r\n\r\n`,
]

/** Sends bytes on a connection of their own, and returns all that comes back. */
async function exchange(bytes: Uint8Array): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1' })
  socket.end(bytes)
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(chunk)
  return Buffer.concat(chunks).toString('latin1')
}

const bytesToServer = asyncTarget(
  {
    name: 'server',
    title: 'any bytes on a connection get replies of HTTP or its end, and never a failure of the server',
    round: 400,
    quick: 40,
  },
  fc.oneof(
    { weight: 5, arbitrary: changedText(REQUESTS).map((text) => Buffer.from(text, 'latin1')) },
    fc.uint8Array({ maxLength: 300 }),
  ),
  async (bytes) => {
    const reply = await exchange(bytes).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') return ''
      throw error
    })
    if (reply !== '' && !reply.startsWith('HTTP/1.1 ')) fail(`the reply is ${JSON.stringify(reply.slice(0, 100))}`)
    const statuses = [...reply.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status))
    if (statuses.some((status) => status === 500)) fail(`the statuses are ${statuses}`)
  },
)

const ROUTES = [
  'health',
  'world',
  'instances',
  'instances/web-1',
  'faults',
  'calls',
  'clock',
  'replies',
  'pact-states',
  'explain',
  'reset',
  '',
]
const BODIES = [
  { instances: ['web-1'], faults: [{ error: 'NotFoundException', times: 2 }] },
  { name: 'web-2', ports: [{ protocol: 'tcp', fromPort: 22, toPort: 22 }] },
  { state: 'stopped', ports: [] },
  { advance: '5m' },
  { operation: 'GetBuckets', output: { buckets: [] }, times: 'always' },
  { consumer: 'x', action: 'setup', state: 'an instance', params: { name: 'web-1' } },
  { operation: 'PutInstancePublicPorts', input: { instanceName: 'web-1', portInfos: [] } },
]

const jsonToMockRoutes = asyncTarget(
  {
    name: 'mock-routes',
    title: 'any JSON on any route under /_mock is taken or refused, and never a failure of the server',
    round: 400,
    quick: 40,
  },
  fc.record({
    method: fc.constantFrom('GET', 'PUT', 'POST', 'PATCH', 'DELETE'),
    route: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...ROUTES) }, fc.webPath()),
    query: fc.oneof({ weight: 8, arbitrary: fc.constant('') }, fc.webQueryParameters()),
    body: fc.oneof({ weight: 4, arbitrary: changedJson(BODIES) }, oddValue),
  }),
  async ({ method, route, query, body }) => {
    const response = await fetch(`http://127.0.0.1:${port}/_mock/${route}?${query}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method !== 'GET' && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (response.status >= 500) fail(`${method} ${route} got ${response.status}: ${text}`)
    if (text !== '' && response.headers.get('content-type') === 'application/json') JSON.parse(text)
  },
)

export const server: FuzzTarget = withServer(bytesToServer)
export const mockRoutes: FuzzTarget = withServer(jsonToMockRoutes)
