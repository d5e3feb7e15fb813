// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables
import { describe, expect, test } from 'vitest'
import { readPact } from '../../contracts/pact/provider/pact-document.ts'
import { importRecording, lintFixture, parseHar, redactHar, replay } from '../../fixtures/index.ts'
import { printable, printableJson, printableLine } from '../../mocks/protocol/index.ts'
import { createService } from '../../mocks/server/index.ts'
import { entry, har } from '../fixtures/sample-har.ts'

/** The larger input is so many times as long. Linear time grows as much, quadratic time by the square of it. */
const FACTOR = 8
/** Between the two, with room for a garbage collector. */
const LIMIT = FACTOR * 4
/** Less CPU time than this, in milliseconds, says nothing. */
const NOTHING = 60

/** The least CPU time of a few runs, in milliseconds. It does not depend on what else the machine does. */
function cpuTimeOf(run: () => unknown): number {
  const times = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage()
    try {
      run()
    } catch {
      // To refuse an input is fine, if it does not take long.
    }
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return Math.min(...times)
}

/** Returns how much more time the larger input takes; 0 if it takes next to none. */
function growthOf<Input>(length: number, make: (length: number) => Input, run: (input: Input) => unknown): number {
  const [small, large] = [make(length), make(length * FACTOR)]
  cpuTimeOf(() => run(small))
  const most = cpuTimeOf(() => run(large))
  return most < NOTHING
    ? 0
    : most /
        Math.max(
          1,
          cpuTimeOf(() => run(small)),
        )
}

const PIECES = [
  '[',
  '{"a":',
  '"',
  '\\',
  '"\\u0000',
  '- ',
  '- - ',
  '&a ',
  '*a ',
  '? ',
  '%',
  '<a>',
  '&amp;',
  ': ',
  ' ',
  '\n',
  '\t',
  '\u001b[',
  '##[',
  '::',
  'a=b&',
  ',',
  "'",
  '!!a ',
  '|\n',
  '#',
  '{',
  '}',
  '---\n',
]

const service = createService({ instances: ['web-1'], auth: 'off', maxCalls: 2 })
const headersOf = (operation: string): Record<string, string> => ({
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': `Lightsail_20161128.${operation}`,
})
const handle = (body: string, more: object = {}): unknown =>
  service.handle({ method: 'POST', path: '/', headers: headersOf('PutInstancePublicPorts'), body, ...more })

/** Everything that reads the text of somebody else. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'a HAR': (text) => parseHar(text),
  'a recording': (text) => importRecording(text),
  'a pact': (text) => readPact(text, 'lightsail'),
  'the body of a request': (text) => handle(text),
  'the path of a request': (text) => handle('{}', { path: `/?${text}` }),
  'the header of a signature': (text) =>
    handle('{}', { headers: { ...headersOf('GetRegions'), authorization: `AWS4-HMAC-SHA256 ${text}` } }),
  'a target': (text) => handle('{}', { headers: { ...headersOf('GetRegions'), 'x-amz-target': text } }),
  'the name of an instance': (text) => handle(JSON.stringify({ instanceName: text, portInfos: [] })),
  'an address': (text) =>
    handle(JSON.stringify({ instanceName: 'web-1', portInfos: [{ protocol: 'tcp', cidrs: [text] }] })),
  'a call to explain': (text) => service.explain(text),
  'a text that is printed': (text) => printableLine(printable(text)) + printableJson(text),
  'a header that is redacted': (text) =>
    redactHar(har(entry({ headers: { 'X-Amz-Security-Token': text, Cookie: text } }))),
  'a body that is redacted': (text) => redactHar(har(entry({ input: text, output: text }))),
  'a body that is linted': (text) => lintFixture(har(entry({ input: text, output: text }))),
  'a URL that is redacted': (text) => redactHar(har(entry({ url: `https://example.com/?${encodeURI(text)}` }))),
}

describe.each(Object.entries(READERS))('%s takes linear time', (_name, read) => {
  test.each(PIECES)('of %j again and again', (piece) => {
    const growth = growthOf(Math.ceil(12_000 / piece.length), (length) => piece.repeat(length), read)
    expect(growth).toBeLessThan(LIMIT)
  })
})

const many = <Value>(length: number, make: (index: number) => Value): Value[] =>
  Array.from({ length }, (_, at) => make(at))
const statement = (index: number): object => ({
  Effect: 'Allow',
  Action: `lightsail:${'*a'.repeat(20)}${index}`,
  Resource: '*',
})
const load = (world: object): void => createService({ auth: 'off' }).load(world)

/** Everything that reads a list of somebody else. */
const LISTS: Readonly<Record<string, readonly [length: number, run: (length: number) => () => unknown]>> = {
  'instances of a world': [1000, (length) => () => load({ instances: many(length, (at) => `web-${at}`) })],
  'equal instances of a world': [1000, (length) => () => load({ instances: many(length, () => 'web-1') })],
  'faults of a world': [
    2000,
    (length) => () => load({ faults: many(length, (at) => ({ error: 'NotFoundException', times: at + 1 })) }),
  ],
  'wrong faults of a world': [2000, (length) => () => load({ faults: many(length, (at) => ({ fault: `x${at}` })) })],
  'statements of a policy': [
    500,
    (length) => () =>
      load({
        principals: [
          {
            accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
            arn: 'arn:aws:iam::123456789012:user/a',
            policies: [{ Statement: many(length, statement) }],
          },
        ],
      }),
  ],
  'rules of a Put': [
    500,
    (length) => () =>
      handle(
        JSON.stringify({
          instanceName: 'web-1',
          portInfos: many(length, (at) => ({ protocol: 'tcp', fromPort: at, toPort: at })),
        }),
      ),
  ],
  'addresses of a Put': [
    1000,
    (length) => () =>
      handle(
        JSON.stringify({
          instanceName: 'web-1',
          portInfos: [{ protocol: 'tcp', cidrs: many(length, (at) => `10.0.${at >> 8}.${at & 255}`) }],
        }),
      ),
  ],
  'unknown members of a Put': [
    2000,
    (length) => () =>
      handle(
        JSON.stringify({
          instanceName: 'web-1',
          portInfos: [],
          ...Object.fromEntries(many(length, (at) => [`x${at}`, at])),
        }),
      ),
  ],
  'entries of a fixture that is linted': [100, (length) => () => lintFixture(har(...many(length, () => entry({}))))],
  'secrets of a fixture that is redacted': [
    50,
    (length) => () =>
      redactHar(
        har(...many(length, (at) => entry({ headers: { 'X-Amz-Security-Token': `k3Jx9Qz7Lw2Vb8Nm4Tc6${at}` } }))),
      ),
  ],
  'entries of a fixture that is replayed': [
    200,
    (length) => () => replay(har(...many(length, (at) => entry({ input: { instanceName: `web-${at}` } })))),
  ],
}

test.each(Object.entries(LISTS))('a list of %s takes linear time', (_name, [length, prepare]) => {
  expect(growthOf(length, prepare, (run) => run())).toBeLessThan(LIMIT)
})

test('quadratic time is found', () => {
  // It begins at each letter, and runs to the end.
  const quadratic = (text: string): boolean => /a*b/.test(text)
  expect(growthOf(4000, (length) => 'a'.repeat(length), quadratic)).toBeGreaterThan(LIMIT)
})
