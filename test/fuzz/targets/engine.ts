import fc from 'fast-check'
import { errorCatalogue } from '../../../mocks/errors/index.ts'
import { OPERATIONS } from '../../../mocks/operations/index.ts'
import { createService } from '../../../mocks/server/index.ts'
import { changedJson, changedText, oddValue } from '../mutations.ts'
import { asyncTarget, fail } from '../target.ts'

const ERRORS = new Set<string>(errorCatalogue.map(({ name }) => name))
const TYPE = 'application/x-amz-json-1.1'

/** Fails unless a reply is a success or an error of the catalogue that nobody has asked for by a fault. */
export function checkReply({ status, body }: { readonly status: number; readonly body: string }): void {
  const json = JSON.parse(body)
  if (status === 200) return
  const name = String(json.__type).replace(/^.*#/, '')
  if (!ERRORS.has(name)) fail(`the error ${name} is not in the catalogue`)
  if (status >= 500 || name === 'InternalFailure' || name === 'ServiceException') fail(`${status} ${name}: ${body}`)
}

const WORLD = { instances: ['web-1', { name: 'web-2', state: 'stopped' as const }], auth: 'off' as const, maxCalls: 50 }
/** A service lives for so many requests, so that it neither grows for ever nor is always empty. */
const LIFE = 2000
let service = createService(WORLD)
let requests = 0

/** Lets the service answer, and checks the reply if it is there at once. */
async function answerAndCheck(operation: string, more: object, body: string | Uint8Array): Promise<void> {
  requests += 1
  if (requests % LIFE === 0) service = createService(WORLD)
  const headers = { 'content-type': TYPE, 'x-amz-target': `Lightsail_20161128.${operation}` }
  checkReply(await service.handle({ method: 'POST', path: '/', headers, body, ...more }))
}

const operation = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...OPERATIONS.keys()) },
  fc.constantFrom('GetBuckets', 'CreateDisk', 'constructor', '__proto__', ''),
  fc.string({ maxLength: 12 }),
)
const put = {
  instanceName: 'web-1',
  portInfos: [
    {
      protocol: 'tcp',
      fromPort: 22,
      toPort: 22,
      cidrs: ['10.0.0.0/8'],
      ipv6Cidrs: ['::/0'],
      cidrListAliases: ['lightsail-connect'],
    },
  ],
}
const body = fc.oneof(
  { weight: 4, arbitrary: changedJson([put]).map((value) => JSON.stringify(value)) },
  { weight: 2, arbitrary: changedText([JSON.stringify(put)]) },
  fc.json(),
  fc.uint8Array({ maxLength: 200 }),
  fc.string({ unit: 'binary' }),
)
const header = fc.oneof(
  fc.constantFrom('', TYPE, 'POST', 'gzip', '1', 'AWS4-HMAC-SHA256'),
  fc.string({ unit: 'binary' }),
)
const headers = fc.dictionary(
  fc.constantFrom(
    'host',
    'content-type',
    'x-amz-target',
    'authorization',
    'amz-sdk-request',
    'amz-sdk-invocation-id',
    'x-amz-date',
    '__proto__',
    'content-length',
  ),
  header,
  { maxKeys: 4 },
)

export const engine = asyncTarget(
  {
    name: 'engine',
    title: 'any request, of bytes, texts or JSON, gets a reply that the catalogue knows',
    round: 6000,
    quick: 300,
  },
  fc.record({
    method: fc.oneof({ weight: 8, arbitrary: fc.constant('POST') }, fc.string({ maxLength: 8 })),
    path: fc.oneof({ weight: 8, arbitrary: fc.constant('/') }, fc.string({ unit: 'binary' })),
    operation,
    headers: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, headers),
    body,
  }),
  async ({ method, path, operation: name, headers: more, body: sent }) => {
    const own = { 'content-type': TYPE, 'x-amz-target': `Lightsail_20161128.${name}` }
    await answerAndCheck(name, { method, path, headers: { ...own, ...more } }, sent)
  },
)

const MEMBERS = [...new Set([...OPERATIONS.values()].flatMap(({ input }) => Object.keys(input.members)))]
const NAMES = [
  'web-1',
  'web-2',
  'ip-1',
  'key-1',
  'us-east-1a',
  'nano_3_0',
  'ubuntu_24_04',
  'Instance',
  'ipv6',
  'AutoSnapshot',
  'tcp',
]

export const inputs = asyncTarget(
  {
    name: 'inputs',
    title: 'any members of any operation get a reply that the catalogue knows',
    round: 6000,
    quick: 300,
  },
  fc.record({
    operation: fc.constantFrom(...OPERATIONS.keys()),
    input: fc.dictionary(fc.constantFrom(...MEMBERS), fc.oneof(fc.constantFrom<unknown>(...NAMES), oddValue), {
      maxKeys: 5,
    }),
  }),
  async ({ operation: name, input }) => await answerAndCheck(name, {}, JSON.stringify(input)),
)
