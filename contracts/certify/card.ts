import type { Exchange } from './exchange.ts'

/** What a judgement comes to: `warn` is advice rather than a fault. */
export type Verdict = 'pass' | 'fail' | 'warn'

/** One thing that was looked at in a situation. */
export interface Judgement {
  /** `lock-out` */
  readonly name: string
  readonly verdict: Verdict
  /** A sentence. */
  readonly reason: string
  /** It was found wanting, and the consumer has said that it means it: it counts as passed. */
  readonly accepted?: true
}

/** What a consumer did in a situation. */
export interface SituationResult {
  /** `commit-then-drop` */
  readonly name: string
  /** What happens in it, in a line. */
  readonly title: string
  /** Those that apply to it. */
  readonly judgements: readonly Judgement[]
  /** How the consumer ended: `rejected with NotFoundException: …`, `exited with 1`. */
  readonly outcome: string
  /** Milliseconds that it took. */
  readonly duration: number
  /** Its requests, in the order in which they came, with what came back. */
  readonly exchanges: readonly Exchange[]
  /** The end of what it printed, without secrets. */
  readonly printed: string
}

/** A certificate: what a consumer did in every situation. */
export interface Card {
  readonly consumer: string
  /** What it was asked to do. */
  readonly job: string
  /** How many judgements passed, failed, and warned. */
  readonly passed: number
  readonly failed: number
  readonly warned: number
  readonly situations: readonly SituationResult[]
}

/** A card as JSON: what is stable enough to be kept and compared, without the requests. */
export interface CardJson {
  readonly consumer: string
  readonly passed: number
  readonly failed: number
  readonly warned: number
  readonly situations: readonly { readonly name: string; readonly judgements: readonly Judgement[] }[]
}
