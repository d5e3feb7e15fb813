import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AWS_JSON } from '../../mocks/protocol/index.ts'
import type { ServerCommand } from '../measure/server.ts'
import { REPLY_BODY } from '../put-request.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const here = fileURLToPath(new URL('./', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'lightsail-ports-bench-'))
const NODE = process.execPath

/** The built command line, if there is one: it is what people run. */
const CLI = existsSync(join(root, 'dist/cli/main.js')) ? join(root, 'dist/cli/main.js') : join(root, 'cli/main.ts')

/** A server prints its port in its first line if it was told none. */
const OWN_PORT = 0

/** Writes a file of settings for a server. Returns its path. */
function settings(name: string, value: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify(value))
  return path
}

/** Finds the program of a peer. @throws {Error} if it is not installed */
function program(name: string, inFolder = join(root, 'bench')): string {
  const path = join(inFolder, 'node_modules/.bin', name)
  if (existsSync(path)) return path
  throw new Error(`${name} is not installed: npm ci --prefix bench`)
}

/** Finds the archive of a peer in Java. @throws {Error} if it was not downloaded */
function archive(variable: string): string {
  const path = process.env[variable]
  if (path !== undefined && existsSync(path)) return path
  throw new Error(`the variable ${variable} does not name its jar`)
}

/** The program of Pact itself: the command in JavaScript starts it, and would be measured instead. */
function pactProgram(): string {
  const { pactFullPath } = createRequire(import.meta.url)('@pact-foundation/pact-cli/src/pact-standalone').standalone()
  if (existsSync(pactFullPath)) return pactFullPath
  throw new Error('the programs of Pact are not installed: npm ci')
}

const reply = JSON.parse(REPLY_BODY)

/** The servers that are compared. Each answers a POST with the reply to a Put, or with as much as it can. */
export const SERVERS: Readonly<Record<string, () => ServerCommand>> = {
  'node:http that answers a constant': () => ({ command: NODE, args: [join(here, 'bare-server.ts')], port: OWN_PORT }),
  'node:http that reads and writes JSON': () => ({
    command: NODE,
    args: [join(here, 'bare-server.ts'), '--json'],
    port: OWN_PORT,
  }),
  'lightsail-ports-testkit': () => ({ command: NODE, args: [CLI, 'serve', '--port', '0', '--quiet'], port: OWN_PORT }),
  'json-server': () => ({
    command: NODE,
    args: [program('json-server'), settings('db.json', { put: {} }), '--port', '4671', '--quiet'],
    port: 4671,
    path: '/put',
  }),
  mountebank: () => {
    const response = { is: { statusCode: 200, headers: { 'Content-Type': AWS_JSON }, body: REPLY_BODY } }
    const imposters = [{ port: 4672, protocol: 'http', stubs: [{ responses: [response] }] }]
    return {
      command: NODE,
      args: [
        program('mb'),
        'start',
        '--port',
        '4673',
        '--nologfile',
        '--pidfile',
        join(folder, 'mb.pid'),
        '--loglevel',
        'error',
        '--configfile',
        settings('imposters.json', { imposters }),
      ],
      port: 4672,
    }
  },
  Mockoon: () => ({
    command: NODE,
    args: [
      program('mockoon-cli'),
      'start',
      '--data',
      settings('mockoon.json', mockoonData()),
      '--port',
      '4674',
      '--disable-log-to-file',
    ],
    port: 4674,
  }),
  Prism: () => ({
    command: NODE,
    args: [
      program('prism'),
      'mock',
      settings('openapi.json', openApi()),
      '--port',
      '4675',
      '--host',
      '127.0.0.1',
      '--verboseLevel',
      'silent',
    ],
    port: 4675,
  }),
  'pact-stub-server': () => ({
    command: pactProgram(),
    args: ['stub', '--file', settings('stub.json', stubPact()), '--port', '4676', '--loglevel', 'none'],
    port: 4676,
  }),
  WireMock: () => {
    mkdirSync(join(folder, 'mappings'), { recursive: true })
    const headers = { 'Content-Type': AWS_JSON }
    settings('mappings/put.json', {
      request: { method: 'POST', url: '/' },
      response: { status: 200, headers, body: REPLY_BODY },
    })
    return {
      command: 'java',
      args: ['-jar', archive('WIREMOCK_JAR'), '--port', '4677', '--no-request-journal', '--root-dir', folder],
      port: 4677,
    }
  },
  MockServer: () => ({
    command: 'java',
    args: [
      `-Dmockserver.initializationJsonPath=${settings('mockserver.json', [
        {
          httpRequest: { method: 'POST', path: '/' },
          httpResponse: { statusCode: 200, headers: { 'Content-Type': [AWS_JSON] }, body: REPLY_BODY },
        },
      ])}`,
      '-jar',
      archive('MOCKSERVER_JAR'),
      '-serverPort',
      '4678',
      '-logLevel',
      'ERROR',
    ],
    port: 4678,
  }),
}

function mockoonData(): object {
  const response = {
    uuid: 'b1',
    body: REPLY_BODY,
    latency: 0,
    statusCode: 200,
    label: '',
    headers: [{ key: 'Content-Type', value: AWS_JSON }],
    bodyType: 'INLINE',
    filePath: '',
    databucketID: '',
    sendFileAsBody: false,
    rules: [],
    rulesOperator: 'OR',
    disableTemplating: true,
    fallbackTo404: false,
    default: true,
    crudKey: 'id',
    callbacks: [],
  }
  const route = {
    uuid: 'a1',
    type: 'http',
    documentation: '',
    method: 'post',
    endpoint: '',
    responses: [response],
    responseMode: null,
  }
  return {
    uuid: 'e1',
    lastMigration: 33,
    name: 'Puts',
    port: 4674,
    hostname: '127.0.0.1',
    endpointPrefix: '',
    latency: 0,
    folders: [],
    routes: [route],
    rootChildren: [{ type: 'route', uuid: 'a1' }],
    proxyMode: false,
    proxyHost: '',
    proxyRemovePrefix: false,
    tlsOptions: { enabled: false },
    cors: false,
    headers: [],
    proxyReqHeaders: [],
    proxyResHeaders: [],
    data: [],
    callbacks: [],
  }
}

function openApi(): object {
  // Prism can only write the types that it knows.
  const content = { 'application/json': { schema: { type: 'object' }, example: reply } }
  return {
    openapi: '3.0.3',
    info: { title: 'Puts', version: '1' },
    paths: {
      '/': {
        post: {
          // Prism does not know that this type is JSON: it takes the body as a text.
          requestBody: { content: { [AWS_JSON]: { schema: { type: 'string' } } } },
          responses: { 200: { description: 'done', content } },
        },
      },
    },
  }
}

function stubPact(): object {
  return {
    consumer: { name: 'bench' },
    provider: { name: 'lightsail' },
    interactions: [
      {
        description: 'a Put',
        request: { method: 'POST', path: '/' },
        response: { status: 200, headers: { 'Content-Type': AWS_JSON }, body: reply },
      },
    ],
    metadata: { pactSpecification: { version: '2.0.0' } },
  }
}
