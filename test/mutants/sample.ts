import { hash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { EQUIVALENT } from './equivalent.ts'
import { type Mutation, mutationsIn } from './mutations.ts'

/** A mutation, with the line that it changes. */
export interface Mutant extends Mutation {
  /** Counted from 1. */
  readonly line: number
  readonly code: string
}

/**
 * Chooses mutants of some lines of a room by a seed: one for a line. The seed and the text of a line decide its place in
 * the order, and the first lines are chosen: a line that changes makes room for another one, and all others stay.
 */
export function sampleMutants(root: string, room: string, count: number, seed: number): readonly Mutant[] {
  const files = globSync(room.endsWith('.ts') ? room : `${room}/**/*.ts`, { cwd: root }).toSorted()
  if (files.length === 0) throw new Error(`Failed to find mutants: there is no TypeScript in ${room}.`)
  const placeOf = (...texts: readonly string[]): string => hash('sha256', [seed, ...texts].join('\n'))
  const mutants = files.flatMap((file) => {
    const found = mutantsOf(file, readFileSync(`${root}/${file}`, 'utf8')).filter((one) => !isEquivalent(one))
    const byLine = [...Map.groupBy(found, ({ line }) => line).values()]
    return byLine.flatMap((all) => sortBy(all, ({ what, code }) => placeOf(what, code)).slice(0, 1))
  })
  return sortBy(mutants, ({ file, code }) => placeOf(file, code)).slice(0, count)
}

function sortBy<T>(all: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return all
    .map((item) => ({ item, key: keyOf(item) }))
    .toSorted((left, right) => Number(left.key > right.key) - Number(left.key < right.key))
    .map(({ item }) => item)
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
