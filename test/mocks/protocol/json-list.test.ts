import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { findJsonList, MAX_FILE_DEPTH } from '../../../mocks/protocol/index.ts'

const PATH = ['log', 'entries']

/** Reads a HAR as a whole, and item by item: the list, and what stands around it. */
function readBoth(text: string): { readonly whole: unknown; readonly parts: unknown } {
  return { whole: parseOrRefuse(() => JSON.parse(text)), parts: parseOrRefuse(() => readParts(text)) }
}

function parseOrRefuse(parse: () => unknown): unknown {
  try {
    return parse()
  } catch {
    return 'is refused'
  }
}

function readParts(text: string): unknown {
  const bytes = Buffer.from(text)
  const list = findJsonList(bytes, PATH, MAX_FILE_DEPTH)
  if (list === undefined) return 'has to be parsed as a whole'
  const read = (start: number, end: number) => bytes.toString('utf8', start, end)
  const frame = JSON.parse(`${read(0, list.start)}[]${read(list.end, bytes.length)}`)
  for (let at = 0; at < list.items.length; at += 2) {
    frame.log.entries.push(JSON.parse(read(list.items[at] ?? 0, list.items[at + 1] ?? 0)))
  }
  return frame
}

/** JSON as other tools write it: with quotes, brackets, backslashes and halves of surrogate pairs in its texts. */
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', '\\', '[', ']', '{', '}', ',', ':', ' ', 'é', '\ud800', '\u2028', '😀') }),
)
const values = fc.tuple(fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }), texts)
const spaces = fc.constantFrom('', ' ', '\n', '\r\n', '\t  ')
const names = fc.constantFrom('version', 'comment', 'pages', 'logs', 'entrie', '_log', '')

/** The text of a HAR with such entries, with white space between its tokens and with other members around the list. */
const hars = fc
  .record({
    entries: fc.array(fc.tuple(values, spaces), { maxLength: 6 }),
    before: fc.array(fc.tuple(names, values), { maxLength: 2 }),
    after: fc.array(fc.tuple(names, values), { maxLength: 2 }),
    space: spaces,
  })
  .map(({ entries, before, after, space }) => {
    const member = ([name, value]: readonly [string, unknown]) =>
      `${JSON.stringify(name)}${space}:${space}${JSON.stringify(value)}`
    const list = entries.map(([entry, inner]) => `${inner}${JSON.stringify(entry, null, inner)}${space}`).join(',')
    const log = [...before.map(member), `"entries":${space}[${list}${space}]`, ...after.map(member)]
    const others = [...after.map(member), `"log"${space}:${space}{${space}${log.join(`${space},`)}}`]
    return `${space}{${others.join(`,${space}`)}${space}}${space}`
  })

test('a HAR that is read item by item is the HAR that is read as a whole', () => {
  fc.assert(
    fc.property(hars, (text) => {
      const { whole, parts } = readBoth(text)
      expect(whole).not.toBe('is refused')
      expect(parts).toEqual(whole)
    }),
  )
})

test('a text with one changed, missing or added character is refused in parts if it is refused as a whole', () => {
  const marks = fc.constantFrom('"', '\\', '[', ']', '{', '}', ',', ':', ' ', '0', 'x', '')
  fc.assert(
    fc.property(hars, fc.nat(), fc.nat(1), marks, (text, place, removed, added) => {
      const at = place % (text.length + 1)
      // A file has no halves of surrogate pairs.
      const { whole, parts } = readBoth((text.slice(0, at) + added + text.slice(at + removed)).toWellFormed())
      if (parts !== 'has to be parsed as a whole') expect(parts).toEqual(whole)
    }),
    { numRuns: 1000 },
  )
})

test('arbitrary bytes are never read in another way than as a whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\ log1'), maxLength: 40 }), (noise) => {
      const { whole, parts } = readBoth(`{"log":{"entries":[${noise}]}}`)
      if (parts !== 'has to be parsed as a whole') expect(parts).toEqual(whole)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['no such list', '{"log":{"version":"1.2"}}'],
  ['another value in the place of the list', '{"log":{"entries":{}}}'],
  ['the name of the list twice', '{"log":{"entries":[1],"entries":[2]}}'],
  ['an object on the way twice', '{"log":{"entries":[1]},"log":{"entries":[2]}}'],
  ['an escaped name on the way', '{"\\u006cog":1,"log":{"entries":[1]}}'],
  ['a list around it', '[{"log":{"entries":[1]}}]'],
  ['its end missing', '{"log":{"entries":[1,{"a":"b'],
  ['a comma at the end of the list', '{"log":{"entries":[1,]}}'],
  ['no comma between two items', '{"log":{"entries":[1 2]}}'],
])('a text with %s has to be parsed as a whole', (_name, text) => {
  expect(findJsonList(Buffer.from(text), PATH, MAX_FILE_DEPTH)).toBeUndefined()
})

test('a text with more levels than allowed has to be parsed as a whole', () => {
  const nested = (levels: number) => Buffer.from(`{"log":{"entries":[${'['.repeat(levels)}${']'.repeat(levels)}]}}`)
  expect(findJsonList(nested(7), PATH, 10)?.items).toHaveLength(2)
  expect(findJsonList(nested(8), PATH, 10)).toBeUndefined()
  // It does not recurse.
  expect(findJsonList(nested(1_000_000), PATH, 2_000_000)?.items).toHaveLength(2)
})
