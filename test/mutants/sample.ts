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
 * Chooses mutants of some lines of a room by a seed: one for a line. Each line has its own place in the lot, which its
 * text decides: a line that changes makes room for another one, and all others stay chosen.
 */
export function sampleMutants(root: string, room: string, count: number, seed: number): readonly Mutant[] {
  const files = globSync(room.endsWith('.ts') ? room : `${room}/**/*.ts`, { cwd: root }).toSorted()
  if (files.length === 0) throw new Error(`Failed to find mutants: there is no TypeScript in ${room}.`)
  const lot = (...texts: readonly unknown[]): string => hash('sha256', [seed, ...texts].join('\n'))
  return files
    .flatMap((file) => {
      const mutants = mutantsOf(file, readFileSync(`${root}/${file}`, 'utf8')).filter((one) => !isEquivalent(one))
      return [...Map.groupBy(mutants, ({ line }) => line).values()]
    })
    .map((ofLine) => firstBy(ofLine, ({ what, code }) => lot(what, code)))
    .map((mutant) => ({ mutant, place: lot(mutant.file, mutant.code) }))
    .toSorted((left, right) => compare(left.place, right.place))
    .slice(0, count)
    .map(({ mutant }) => mutant)
}

function firstBy<T>(all: readonly T[], keyOf: (item: T) => string): T {
  return all.reduce((first, one) => (keyOf(one) < keyOf(first) ? one : first))
}

function compare(left: string, right: string): number {
  return Number(left > right) - Number(left < right)
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
