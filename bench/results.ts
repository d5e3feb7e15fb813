import { ratioOf, type Spread, spreadOf } from './measure/statistics.ts'

/** One measured value of one subject. */
export interface Row extends Spread {
  readonly group: string
  readonly subject: string
  readonly unit: string
}

/** A ratio of two subjects of one run. */
export interface Ratio extends Spread {
  readonly name: string
  /** What it should be. */
  readonly goal: number
  /** `most`: the ratio should not be above its goal. `least`: not below. */
  readonly kind: 'most' | 'least'
  /** `--check` fails beyond this. Without it the ratio depends too much on the machine. */
  readonly limit?: number | undefined
}

/** The results of some benchmarks. */
export interface Results {
  readonly rows: readonly Row[]
  readonly ratios: readonly Ratio[]
  /** What was left out, and why. */
  readonly skipped: readonly string[]
}

/** How long everything is measured. */
export interface Settings {
  readonly isShort: boolean
  readonly rounds: number
}

export function rowOf(group: string, subject: string, unit: string, values: readonly number[]): Row {
  return { group, subject, unit, ...spreadOf(values) }
}

interface Goal extends Pick<Ratio, 'name' | 'goal' | 'kind' | 'limit'> {
  readonly above: readonly number[] | undefined
  readonly below: readonly number[] | undefined
}

/** Makes a ratio, or none if one of its sides was not measured. */
export function makeRatio({ above, below, ...ratio }: Goal): Ratio[] {
  if (above === undefined || below === undefined || above.length === 0 || below.length === 0) return []
  return [{ ...ratio, ...ratioOf(above, below) }]
}

export function isWithin({ median, kind }: Ratio, bound: number): boolean {
  return kind === 'most' ? median <= bound : median >= bound
}
