import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { FuzzResult, FuzzTarget } from './target.ts'

interface FuzzOptions {
  readonly seed: number
  readonly minutes: number
  readonly rounds: number
  /** The round to begin with. */
  readonly from: number
  readonly print: (line: string) => void
}

/** The heap may grow by so many MiB after the first rounds: by more, something is kept of each input. */
const GROWTH = 64
/** Caches are full after so many rounds. */
const WARM = 3

/**
 * Runs targets in rounds, until the time is over. A target whose property does not hold is printed and left out of later
 * rounds.
 *
 * @returns true if every property held, and the memory did not grow
 */
export async function runFuzz(targets: readonly FuzzTarget[], options: FuzzOptions): Promise<boolean> {
  const { seed, minutes, rounds, from, print } = options
  const end = performance.now() + minutes * 60_000
  const memory = new Memory()
  const tally = new Tally(targets)
  print(`seed ${seed}, round ${from}: go on with npm run fuzz -- --seed ${seed} --from ROUND`)
  for (let round = from; round < from + rounds && performance.now() < end && !tally.haveAllFailed; round++) {
    for (const target of tally.left) {
      const result = await target.run(target.round, seedOf(seed, round, target.name))
      tally.add(target, result)
      if (result.failure === undefined) continue
      print(`${target.name}: it is not true that ${target.title}.`)
      print(`Again: npm run fuzz -- --seed ${seed} --from ${round} --rounds 1 --only ${target.name}\n${result.failure}`)
    }
    print(`round ${round}: ${tally.total.toLocaleString('en')} cases, heap ${memory.measure()} MiB`)
  }
  for (const line of tally.lines()) print(line)
  if (memory.hasGrown) print(`The heap has grown by more than ${GROWTH} MiB since round ${from + WARM}.`)
  print(`${tally.total.toLocaleString('en')} cases, ${tally.failed} of ${targets.length} targets failed`)
  return tally.failed === 0 && !memory.hasGrown
}

/** Counts the cases of each target, and knows which of them have failed. */
class Tally {
  readonly #cases: Map<FuzzTarget, number>
  readonly #failed = new Set<FuzzTarget>()

  constructor(targets: readonly FuzzTarget[]) {
    this.#cases = new Map(targets.map((target) => [target, 0]))
  }

  add(target: FuzzTarget, { runs, failure }: FuzzResult): void {
    this.#cases.set(target, (this.#cases.get(target) ?? 0) + runs)
    if (failure !== undefined) this.#failed.add(target)
  }

  get left(): FuzzTarget[] {
    return [...this.#cases.keys()].filter((target) => !this.#failed.has(target))
  }

  get haveAllFailed(): boolean {
    return this.left.length === 0
  }

  get failed(): number {
    return this.#failed.size
  }

  get total(): number {
    return [...this.#cases.values()].reduce((all, one) => all + one, 0)
  }

  lines(): string[] {
    return [...this.#cases].map(
      ([target, cases]) =>
        `${target.name.padEnd(22)} ${String(cases).padStart(10)}  ${this.#failed.has(target) ? 'FAILED' : 'ok'}`,
    )
  }
}

/** Measures the heap after each round. */
class Memory {
  readonly #collect = garbageCollector()
  #rounds = 0
  #warm = Number.POSITIVE_INFINITY
  hasGrown = false

  /** Returns the MiB of the heap that are in use. */
  measure(): number {
    this.#collect()
    const heap = Math.round(process.memoryUsage().heapUsed / 2 ** 20)
    if (this.#rounds++ === WARM) this.#warm = heap
    this.hasGrown ||= heap > this.#warm + GROWTH
    return heap
  }
}

/** The seed of a round of a target follows from the seed of all, so that each round can be run alone. */
function seedOf(seed: number, round: number, name: string): number {
  let hash = seed | 0
  for (const character of `${round} ${name}`) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) | 0
  return hash
}

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc')
}
