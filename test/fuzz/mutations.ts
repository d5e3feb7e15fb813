// biome-ignore-all lint/suspicious/noTemplateCurlyInString: odd texts
import fc from 'fast-check'

/** Values that programs often trip over. */
const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  -0,
  0.1,
  2 ** 31,
  2 ** 53,
  '',
  ' ',
  '0',
  '__proto__',
  'constructor',
  'toString',
  'a'.repeat(300),
  '\u0000',
  '\u001b[31m',
  '\ud800',
  '\u2028',
  '${1}',
  '../../etc',
  '2026-01-31T12:00:00Z',
  '10.0.0.0/8',
  '::/0',
  [],
  {},
  [[]],
  [null],
  { __proto__: null, length: 3 },
]

/** Any JSON value, often an odd one. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ODD_VALUES) },
  fc.jsonValue({ maxDepth: 2 }),
)

interface Change {
  readonly at: number
  readonly kind: 'replace' | 'delete' | 'add' | 'repeat'
  readonly key: string
  readonly value: unknown
}

/** Changes a few places of one of some JSON values. */
export function changedJson(samples: readonly unknown[]): fc.Arbitrary<unknown> {
  const texts = samples.map((sample) => JSON.stringify(sample))
  const change: fc.Arbitrary<Change> = fc.record({
    at: fc.nat(),
    kind: fc.constantFrom('replace', 'delete', 'add', 'repeat'),
    key: fc.oneof(fc.constantFrom('name', 'x', '__proto__', 'constructor', '0'), fc.string({ maxLength: 5 })),
    value: oddValue,
  })
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([text, changes]) => changes.reduce(applyChange, JSON.parse(text)))
}

type Container = Record<string, unknown> | unknown[]

function applyChange(value: unknown, { at, kind, key, value: given }: Change): unknown {
  const places: [Container, string][] = []
  collectPlaces(value, places)
  const place = places[at % Math.max(1, places.length)]
  if (place === undefined) return copy(given)
  const [container, name] = place
  if (kind === 'replace') define(container, name, copy(given))
  else if (kind === 'delete') remove(container, name)
  else if (Array.isArray(container)) container.push(copy(kind === 'repeat' ? container[Number(name)] : given))
  else define(container, key, copy(kind === 'repeat' ? container[name] : given))
  return value
}

/** Copies a value: the odd values are shared by all inputs. */
const copy = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)))

function collectPlaces(value: unknown, places: [Container, string][]): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    places.push([value as Container, name])
    collectPlaces(member, places)
  }
}

/** Sets a member, also one that is called `__proto__`, as `JSON.parse` does. */
function define(container: Container, name: string, value: unknown): void {
  Object.defineProperty(container, name, { value, enumerable: true, configurable: true, writable: true })
}

function remove(container: Container, name: string): void {
  if (Array.isArray(container)) container.splice(Number(name), 1)
  else delete container[name]
}

/** Pieces of text that have a meaning to parsers. */
const PIECES = [
  '"',
  '\\',
  '\u0000',
  '\n',
  '\r\n',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '- ',
  '&a',
  '*a',
  '!!',
  '|',
  '>',
  '%',
  '=',
  '\ufeff',
  'e9',
  '\\u0000',
  '<',
  '&#0;',
  "'",
  '$',
  '`',
]

/** Changes a few places of one of some texts. */
export function changedText(samples: readonly string[]): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.nat(),
    length: fc.oneof(fc.constant(0), fc.nat(30), fc.nat(2000)),
    text: fc.oneof(
      fc.constantFrom(...PIECES),
      fc.string({ maxLength: 10 }),
      fc.string({ maxLength: 6, unit: 'binary' }),
    ),
    times: fc.oneof(fc.constant(1), fc.nat(50)),
  })
  return fc.tuple(fc.constantFrom(...samples), fc.array(edit, { minLength: 1, maxLength: 4 })).map(([sample, edits]) =>
    edits.reduce((text, { at, length, text: piece, times }) => {
      const from = at % (text.length + 1)
      return text.slice(0, from) + piece.repeat(times) + text.slice(from + length)
    }, sample),
  )
}

/** Any text: changed samples, JSON, and noise. */
export function anyText(samples: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: changedText(samples) },
    fc.json(),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...PIECES) }),
  )
}
