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
  /** The circumstances of the run. */
  readonly made?: Circumstances | undefined
  /** The numbers of judgements that passed, failed and warned. */
  readonly passed: number
  readonly failed: number
  readonly warned: number
  readonly situations: readonly SituationResult[]
}

/** The circumstances under which a card was made. */
export interface Circumstances {
  /** The moment, in ISO 8601. */
  readonly date: string
  /** The version of lightsail-ports-testkit. */
  readonly version: string
  /** The version of Node. */
  readonly node: string
  /** The client that the requests came from, as it names itself: `aws-sdk-js 3.1169.0`, `Boto3 1.43.11`. */
  readonly client: string | undefined
  /** The command of a program, without secrets. */
  readonly command: string | undefined
  /** Milliseconds that the consumer may wait for one reply. */
  readonly deadline: number
}

/** A card as JSON, to be kept and compared: it leaves the requests out. */
export interface CardJson {
  readonly consumer: string
  /** The verdict in a word, `43 of 46 situations passed`, and the circumstances. A card of an older release has none. */
  readonly verdict?: 'passed' | 'warned' | 'failed'
  readonly summary?: string
  readonly made?: Circumstances | undefined
  readonly passed: number
  readonly failed: number
  readonly warned: number
  readonly situations: readonly {
    readonly name: string
    readonly judgements: readonly Judgement[]
    /** The end of the output; only if something failed. */
    readonly printed?: string
  }[]
}
