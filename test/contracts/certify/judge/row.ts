import type { CertifyOptions } from '../../../../contracts/certify/index.ts'

/** A consumer, and every failure that its card has to have. Any other failure is a false one. */
export interface Row extends Pick<CertifyOptions, 'call' | 'exec' | 'isSuccess'> {
  readonly name: string
  /** The reasons that have to be found, by `SITUATION/JUDGEMENT`. A right consumer has none. */
  readonly fails: Readonly<Record<string, RegExp>>
  /** Judgements that it fails besides, rightly, by the same mistake. */
  readonly also?: readonly string[]
}

/** Tells whether a consumer is a right one. */
export function isRight({ fails }: Row): boolean {
  return Object.keys(fails).length === 0
}
