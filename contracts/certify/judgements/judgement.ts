import type { Verdict } from '../card.ts'
import type { Observed } from '../observed.ts'

/** The verdict of a judgement on one situation. */
export interface Finding {
  readonly verdict: Verdict
  /** A sentence. */
  readonly reason: string
}

/** Everything else that a judgement may need. */
export interface Context {
  /** Finds what the consumer did in another situation, if that was run. */
  readonly in: (situation: string) => Observed | undefined
  /** Everything that the consumer did, in all situations that were run. */
  readonly all: readonly Observed[]
  /** Other operations that the consumer is allowed to call. */
  readonly operations: readonly string[]
  /** The number of situations that were not run, because nothing arrived in the first. */
  readonly skipped: number
}

/** One rule that a consumer is judged by, in every situation that it applies to. */
export interface JudgementRule {
  /** `lock-out` */
  readonly name: string
  /** Says what a good consumer does. */
  readonly title: string
  /** Says what to change in a consumer that fails. `docs/certificate/NAME.md` says more. */
  readonly fix: string
  /** Judges one situation. `undefined`: the rule does not apply to it. */
  readonly judge: (observed: Observed, context: Context) => Finding | undefined
}

export const pass = (reason: string): Finding => ({ verdict: 'pass', reason })
export const fail = (reason: string): Finding => ({ verdict: 'fail', reason })
export const warn = (reason: string): Finding => ({ verdict: 'warn', reason })
