import fc from 'fast-check'
import { createVirtualClock } from '../../../mocks/runtime/movable-clock.ts'
import { createService } from '../../../mocks/server/index.ts'
import { ACCESS_KEY, NOW, SECRET, signedInHeader, signedInQuery } from '../../mocks/sigv4/signed-by-hand.ts'
import { asyncTarget, fail } from '../target.ts'

const service = createService({
  auth: 'verify',
  clock: createVirtualClock(NOW),
  maxCalls: 10,
  principals: [
    {
      accessKeyId: ACCESS_KEY,
      secretAccessKey: SECRET,
      arn: 'arn:aws:iam::123456789012:user/deploy',
      policies: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }],
    },
  ],
})

type Request = ReturnType<typeof signedInHeader>
const TARGET = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'Lightsail_20161128.GetRegions' }
const IN_HEADER = signedInHeader('', TARGET)
const presigned = signedInQuery()
const IN_QUERY = { ...presigned, headers: { ...presigned.headers, ...TARGET } }

/** Returns the error that a request gets; `undefined` if it was accepted. */
async function errorFor(request: Request): Promise<string | undefined> {
  const { status, body } = await service.handle(request)
  return status === 200 ? undefined : String(JSON.parse(body).__type)
}

const part = fc.constantFrom('authorization', 'x-amz-date', 'host', 'x-amz-target', 'path', 'body', 'query')
const changed = fc.record({
  part,
  at: fc.nat(),
  length: fc.nat(4),
  text: fc.string({ maxLength: 4, unit: 'binary-ascii' }),
})
type Changed = typeof changed extends fc.Arbitrary<infer T> ? T : never

const edit = (value: string, { at, length, text }: Changed): string => {
  const from = at % (value.length + 1)
  return value.slice(0, from) + text + value.slice(from + length)
}

function change(change: Changed): Request {
  const { headers } = IN_HEADER
  if (change.part === 'body') return { ...IN_HEADER, body: edit('{}', change) }
  if (change.part === 'path') return { ...IN_HEADER, path: edit('/', change) }
  if (change.part === 'query') return { ...IN_QUERY, path: edit(IN_QUERY.path, change) }
  return { ...IN_HEADER, headers: { ...headers, [change.part]: edit(headers[change.part] ?? '', change) } }
}

/** The same request for the specification: white space in headers, and the escapes of a query. */
const canonical = ({ path, headers, body }: Request): string => {
  const url = URL.canParse(path, 'http://h') ? new URL(path, 'http://h') : undefined
  const query = [...(url?.searchParams ?? [])].map((pair) => pair.join('=')).sort()
  const trimmed = Object.entries(headers).map(([name, value]) => `${name}:${value.replaceAll(/\s+/g, '')}`)
  return JSON.stringify([url?.pathname, query, trimmed, body])
}

export const signatures = asyncTarget(
  {
    name: 'signatures',
    title: 'a signed request that was changed is never accepted, unless it says the same',
    round: 600,
    quick: 60,
  },
  changed,
  async (one) => {
    const request = change(one)
    if (canonical(request) === canonical(one.part === 'query' ? IN_QUERY : IN_HEADER)) return
    const error = await errorFor(request)
    if (error === undefined) fail(`${JSON.stringify(request)} was accepted`)
    if (/InternalFailure|ServiceException/.test(error)) fail(`${JSON.stringify(request)} got ${error}`)
  },
)

/** Writes the characters of a query in other ways that mean the same. */
const reencode = (query: string, escapes: readonly boolean[]): string => {
  const pairs = query.split('&').map((pair, index) => {
    const [name = '', value = ''] = pair.split('=').map(decodeURIComponent)
    const escapeText = (text: string): string =>
      [...text]
        .map((one, at) => {
          const hex = `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`
          if (!/[\w.~-]/.test(one)) return escapes[(at + 1) % escapes.length] ? hex : hex.toUpperCase()
          return escapes[(at + index) % escapes.length] ? hex : one
        })
        .join('')
    return `${escapeText(name)}=${escapeText(value)}`
  })
  return pairs.join('&')
}

export const reencodedSignatures = asyncTarget(
  {
    name: 'reencoded-signatures',
    title: 'a signed request whose query is escaped or ordered in another way is accepted',
    round: 400,
    quick: 40,
  },
  fc.record({ escapes: fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }), turn: fc.nat(6), spaces: fc.nat(3) }),
  async ({ escapes, turn, spaces }) => {
    const [path = '', query = ''] = IN_QUERY.path.split('?')
    const pairs = reencode(query, escapes).split('&')
    const turned = [...pairs.slice(turn % pairs.length), ...pairs.slice(0, turn % pairs.length)]
    const request = { ...IN_QUERY, path: `${path}?${turned.join('&')}` }
    const error = await errorFor(request)
    if (error !== undefined) fail(`${request.path} got ${error}`)
    const { headers } = IN_HEADER
    const spaced = (headers['authorization'] ?? '').replaceAll(', ', `,${' '.repeat(spaces)}`)
    const other = await errorFor({ ...IN_HEADER, headers: { ...headers, authorization: spaced } })
    if (other !== undefined) fail(`${spaced} got ${other}`)
  },
)
