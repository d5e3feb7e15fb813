import type { Exchange } from './exchange.ts'

/** The result of a judgement: `warn` is advice rather than a fault. */
export type Verdict = 'pass' | 'fail' | 'warn'

/** The verdict of one rule on one situation. */
export interface Judgement {
  /** `lock-out` */
  readonly name: string
  readonly verdict: Verdict
  /** A sentence. */
  readonly reason: string
  /** The consumer does it on purpose, and has said so: it counts as passed. */
  readonly accepted?: true
}

/** A situation, and what the consumer did in it. */
export interface SituationResult {
  /** `commit-then-drop` */
  readonly name: string
  /** Says in a line what happens. */
  readonly title: string
  /** The verdicts of the rules that apply. */
  readonly judgements: readonly Judgement[]
  /** The end of the consumer: `rejected with NotFoundException: …`, `exited with 1`. */
  readonly outcome: string
  /** Milliseconds. */
  readonly duration: number
  /** Its requests in their order, with their replies. */
  readonly exchanges: readonly Exchange[]
  /** The end of its output, without secrets. */
  readonly printed: string
}

/** A certificate: the verdicts on a consumer in every situation. */
export interface Card {
  readonly consumer: string
  /** The job in a line. */
  readonly job: string
  /** The numbers of judgements that passed, failed and warned. */
  readonly passed: number
  readonly failed: number
  readonly warned: number
  readonly situations: readonly SituationResult[]
}

/** A card as JSON, to be kept and compared: it leaves the requests out. */
export interface CardJson {
  readonly consumer: string
  readonly passed: number
  readonly failed: number
  readonly warned: number
  readonly situations: readonly { readonly name: string; readonly judgements: readonly Judgement[] }[]
}
