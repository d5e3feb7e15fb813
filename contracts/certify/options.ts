import type { PortInfo } from '../../mocks/server/index.ts'
import type { CertifiedCall } from './programs/certified-function.ts'

/** Describes a consumer, and what it is allowed. Either `call` or `exec` has to be given. */
export interface CertifyOptions<T = unknown> {
  /** The name of the consumer on the card. Default: the name of the function, or the command. */
  readonly name?: string | undefined
  /** The consumer's code: it opens the ports, and returns when that is done. */
  readonly call?: ((call: CertifiedCall) => T) | undefined
  /**
   * The consumer as a command for the shell: any program. `{endpoint}`, `{region}`, `{instance}` and `{ports}` in the
   * command are filled in; the program gets the same values as environment variables.
   */
  readonly exec?: string | undefined
  /** Tells whether the value that `call` returns says that the job is done. Default: every value does. */
  readonly isSuccess?: ((value: Awaited<T>) => boolean | Promise<boolean>) | undefined
  /** Judgements that it may fail on purpose: `lock-out`, or `never-answers/terminates` for one situation alone. */
  readonly accepts?: readonly string[] | undefined
  /** Other changing operations that it may call. Reading is always allowed. */
  readonly operations?: readonly string[] | undefined
  /** The situations to run. Default: all. */
  readonly situations?: readonly string[] | undefined
  /** The instance of the job. Default: `web-1`. */
  readonly instanceName?: string | undefined
  /** The rules that the consumer has to open, from one to ten. Default: 80/tcp and 443/tcp to everybody. */
  readonly portInfos?: readonly PortInfo[] | undefined
  /**
   * Milliseconds that it may wait for one reply. A consumer that gives its requests up may take eight times as long, and
   * may be silent for five times as long. Default: 12,000 for a function, 65,000 for a program.
   */
  readonly deadline?: number | undefined
  /** The number of situations that run side by side. Default: 8 for a function, 4 for a program. */
  readonly concurrency?: number | undefined
  /** Ends the run. */
  readonly signal?: AbortSignal | undefined
  /** Called after each situation. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** The progress of a run. */
export interface Progress {
  /** The situation that is over. */
  readonly situation: string
  readonly done: number
  readonly of: number
}
