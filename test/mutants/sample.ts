import { globSync, readFileSync } from 'node:fs'
import { createRandom } from '../../mocks/runtime/random.ts'
import { EQUIVALENT } from './equivalent.ts'
import { type Mutation, mutationsIn } from './mutations.ts'

/** A mutation, with the line that it changes. */
export interface Mutant extends Mutation {
  /** Counted from 1. */
  readonly line: number
  readonly code: string
}

/** Chooses mutants of some lines of a room by a seed: one for a line, and no more for a long file than its lines are. */
export function sampleMutants(root: string, room: string, count: number, seed: number): readonly Mutant[] {
  const files = globSync(room.endsWith('.ts') ? room : `${room}/**/*.ts`, { cwd: root }).toSorted()
  if (files.length === 0) throw new Error(`Failed to find mutants: there is no TypeScript in ${room}.`)
  const byLine = new Map<string, Mutant[]>()
  for (const file of files) {
    for (const one of mutantsOf(file, readFileSync(`${root}/${file}`, 'utf8'))) {
      if (isEquivalent(one)) continue
      const line = `${file}:${one.line}`
      byLine.set(line, [...(byLine.get(line) ?? []), one])
    }
  }
  const random = createRandom(seed)
  const choose = <T>(list: T[]): T | undefined => list.splice(Math.floor(random.next() * list.length), 1)[0]
  const lines = [...byLine.keys()]
  return Array.from({ length: Math.min(count, lines.length) }).flatMap(() => {
    const line = choose(lines)
    return choose([...(byLine.get(line ?? '') ?? [])]) ?? []
  })
}

function mutantsOf(file: string, source: string): readonly Mutant[] {
  const lines = source.split('\n')
  return mutationsIn(file, source).map((one) => {
    const line = source.slice(0, one.start).split('\n').length
    return { ...one, line, code: lines[line - 1]?.trim() ?? '' }
  })
}

function isEquivalent(mutant: Mutant): boolean {
  return EQUIVALENT.some(({ file, code, what }) => file === mutant.file && code === mutant.code && what === mutant.what)
}
