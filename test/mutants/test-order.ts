import { existsSync, readFileSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import { importsOf } from '../support/import-graph.ts'

const ROOT = new URL('../../', import.meta.url)

/** Tests that other projects of vitest run. */
const OTHER_PROJECTS = /^test\/(browser|clients|package|matrix)\/|\.slow\.test\.ts$/

/** Tests of texts and types: a mutant must be noticed by what the program does. */
const NOT_OF_BEHAVIOUR = /^test\/(docs|drift|fuzz|house|mutants|soak|support|types)\/|^test\/[^/]+$/

/** The names by which tests import the package. */
const ENTRIES: Readonly<Record<string, string>> = {
  'lightsail-ports-testkit': 'mocks/index.ts',
  'lightsail-ports-testkit/server': 'mocks/server/index.ts',
  'lightsail-ports-testkit/contracts': 'contracts/pact/index.ts',
  'lightsail-ports-testkit/certify': 'contracts/certify/index.ts',
  'lightsail-ports-testkit/fixtures': 'fixtures/index.ts',
  'lightsail-ports-testkit/vitest': 'mocks/runners/vitest.ts',
  'lightsail-ports-testkit/jest': 'mocks/runners/jest.ts',
  'lightsail-ports-testkit/node-test': 'mocks/runners/node-test.ts',
  'lightsail-ports-testkit/matchers': 'mocks/matchers/matchers.ts',
}

/** Chooses the tests that should notice a change of a file, and puts the nearest first. */
export class TestOrder {
  readonly #importers = new Map<string, Set<string>>()
  readonly #tests: readonly string[]

  constructor() {
    const { files, imports } = importsOf(['mocks', 'contracts', 'fixtures', 'cli', 'test', 'examples'])
    for (const { from, to, typeOnly } of imports) if (!typeOnly) this.#add(from, ENTRIES[to] ?? to)
    for (const file of files) for (const started of filesStartedBy(file)) this.#add(file, started)
    this.#tests = files.filter(
      (file) => file.endsWith('.test.ts') && !OTHER_PROJECTS.test(file) && !NOT_OF_BEHAVIOUR.test(file),
    )
  }

  /** The tests of the file's own room, and all tests that reach the file by imports or by starting it as a program. */
  of(file: string): readonly string[] {
    const distances = this.#distancesFrom(file)
    const sameName = `test/${file.replace(/\.ts$/, '.test.ts')}`
    const room = roomOfTests(file)
    const naming = namingOf(file)
    const folder = `test/${file.split('/', 1)[0]}/`
    const rank = (test: string): number => {
      if (test === sameName) return 0
      const farther = (test.startsWith(folder) ? 0 : 1000) + (test.startsWith(room) ? 0 : 50) + (naming(test) ? 0 : 500)
      return farther + (distances.get(test) ?? 100)
    }
    return this.#tests
      .filter((test) => distances.has(test) || test.startsWith(room))
      .toSorted((left, right) => rank(left) - rank(right))
  }

  #add(from: string, to: string): void {
    const importers = this.#importers.get(to) ?? new Set()
    this.#importers.set(to, importers.add(from))
  }

  #distancesFrom(file: string): ReadonlyMap<string, number> {
    const distances = new Map([[file, 0]])
    // A map iterates over the entries that are added on the way, too.
    for (const [one, distance] of distances) {
      for (const importer of this.#importers.get(one) ?? []) {
        if (!distances.has(importer)) distances.set(importer, distance + 1)
      }
    }
    return distances
  }
}

/** Tells whether a test has the name of a file in its own, or as a word in quotes: `'certify'` for `cli/commands/certify.ts`. */
function namingOf(file: string): (test: string) => boolean {
  const name = posix.basename(file, '.ts')
  const texts = new Map<string, string>()
  return (test) => {
    const text = texts.get(test) ?? readFileSync(new URL(test, ROOT), 'utf8')
    texts.set(test, text)
    return posix.basename(test).includes(name) || text.includes(`'${name}'`)
  }
}

/** The files that a file names in its text, as it starts them as programs. */
function filesStartedBy(file: string): readonly string[] {
  const source = readFileSync(new URL(file, ROOT), 'utf8')
  const urls = [...source.matchAll(/new URL\('([^']+\.ts)', import\.meta\.url\)/g)].map(([, path]) =>
    posix.join(posix.dirname(file), path ?? ''),
  )
  const paths = file.startsWith('test/') ? source.match(/\b(?:mocks|contracts|fixtures|cli)\/[\w/-]+\.ts\b/g) : []
  return [...urls, ...(paths ?? [])]
}

/** The nearest folder of tests for a file. */
function roomOfTests(file: string): string {
  for (let room = dirname(file); room !== '.'; room = dirname(room)) {
    if (existsSync(new URL(`test/${room}`, ROOT))) return `test/${room}/`
  }
  return 'test/'
}
