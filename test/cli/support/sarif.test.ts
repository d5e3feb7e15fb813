import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formatSarif } from '../../../cli/support/sarif.ts'
import { randomRuns } from '../../support/budget.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sarif-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** The line that a finding at a place of a text is reported for. */
async function lineOf(text: string, path: string): Promise<number> {
  const file = join(folder, 'given.har')
  await writeFile(file, text)
  const sarif = (await formatSarif([{ file, rule: 'secrets', severity: 'error', path, message: 'A secret.' }])) as {
    runs: [{ results: [{ locations: [{ physicalLocation: { region: { startLine: number } } }] }] }]
  }
  return sarif.runs[0].results[0].locations[0].physicalLocation.region.startLine
}

const TEXT = `{
  "first": { "in}\\"side": [ "]", 1.5e3 ], "other": {} },
  "empty": [],
  "list": [
    { "a": null, "b": [[1], [2]] },
    "text, with \\\\",
    [
      true,

      { "deep" :
        "found" }
    ]
  ],
  "last":
    12
}`

test.each([
  ['first', 2],
  ['first.other', 2],
  ['list', 4],
  ['list[0]', 5],
  ['list[0].b[1][0]', 5],
  ['list[1]', 6],
  ['list[2]', 7],
  ['list[2][0]', 8],
  ['list[2][1]', 10],
  ['list[2][1].deep', 11],
  ['last', 15],
])('SARIF names the line on which the value of %s begins', async (path, line) => {
  expect(await lineOf(TEXT, path)).toBe(line)
})

test.each([
  ['list[2].missing', 7],
  ['list[9]', 4],
  ['empty[0]', 3],
  ['last.inside', 15],
  ['missing', 1],
])('SARIF names the line of the nearest value above %s, which is not in the file', async (path, line) => {
  expect(await lineOf(TEXT, path)).toBe(line)
})

test.each(['', '{', '{ "a"', '{ "a": [1, ', '{ "a": "unfinished', '[[[', 'no JSON'])(
  'SARIF names the first line of %j, which is not a whole JSON text',
  async (text) => {
    expect(await lineOf(text, 'b[3].c')).toBe(1)
  },
)

test('SARIF finds every value of any JSON text that is written with a line for each value', async () => {
  const names = fc
    .string({ unit: 'binary-ascii' })
    .filter((name) => /^[^.[\]"\\\p{Cc}]+$/u.test(name) && !/^\d+$/.test(name))
  const { tree } = fc.letrec<{ tree: unknown; list: unknown; object: unknown }>((tie) => ({
    tree: fc.oneof({ depthSize: 'small' }, fc.string(), fc.integer(), fc.constant(null), tie('list'), tie('object')),
    list: fc.array(tie('tree'), { maxLength: 4 }),
    object: fc.dictionary(names, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  }))
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(names, tree, { noNullPrototype: true }),
      fc.infiniteStream(fc.nat()),
      async (value, picks) => {
        let path = ''
        let at: unknown = value
        // The value that is looked for becomes a text that stands nowhere else.
        const mark = 'the value that is looked for'
        const copy = structuredClone(value) as Record<string, unknown>
        let holder: Record<string, unknown> | unknown[] = copy
        let key = ''
        while (typeof at === 'object' && at !== null && Object.keys(at).length > 0) {
          const keys = Object.keys(at)
          if (key !== '') holder = (holder as Record<string, Record<string, unknown>>)[key] ?? holder
          key = keys[picks.next().value % keys.length] ?? ''
          path += Array.isArray(at) ? `[${key}]` : `.${key}`
          at = (at as Record<string, unknown>)[key]
        }
        if (key === '') return
        ;(holder as Record<string, unknown>)[key] = mark
        const text = JSON.stringify(copy, null, 2)
        const line = text.slice(0, text.indexOf(JSON.stringify(mark))).split('\n').length
        expect(await lineOf(text, path.slice(1))).toBe(line)
      },
    ),
    { numRuns: randomRuns(1000) },
  )
})

test('SARIF names a file below this folder by its path from here, and every other one by its URL', async () => {
  const uriOf = async (file: string): Promise<unknown> => {
    const { runs } = (await formatSarif([
      { file, rule: 'secrets', severity: 'error', path: 'log', message: 'A secret.' },
    ])) as { runs: [{ results: [{ locations: [{ physicalLocation: { artifactLocation: { uri: string } } }] }] }] }
    return runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri
  }
  expect(await uriOf('test/cli/../../package.json')).toBe('package.json')
  await writeFile(join(folder, 'a fixture.har'), '{}')
  expect(await uriOf(join(folder, 'a fixture.har'))).toBe(`file://${folder}/a%20fixture.har`)
})
