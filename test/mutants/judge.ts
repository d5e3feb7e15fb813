import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface TestsToRun {
  /** The path of the file that has changed since the last run. */
  readonly changed: string
  readonly tests: readonly string[]
}

export interface Judgement {
  /** The number of files of tests. */
  readonly ran: number
  /** The first test that failed, and its message. */
  readonly failure: string | undefined
}

/** Runs tests in a folder, again and again, in one process that stays. */
export class Judge {
  readonly #folder: string
  #process: ChildProcess | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Runs tests until one fails. A run that takes longer than `timeout` milliseconds has failed. */
  async run(tests: TestsToRun, timeout: number): Promise<Judgement> {
    const child = await this.#started()
    child.send(tests)
    const signal = AbortSignal.timeout(timeout)
    try {
      const [answer] = await Promise.race([once(child, 'message', { signal }), failOnExit(child, signal)])
      return answer
    } catch (error) {
      this.end()
      return { ran: tests.tests.length, failure: signal.aborted ? 'timed out' : String(error) }
    }
  }

  async #started(): Promise<ChildProcess> {
    if (this.#process !== undefined) return this.#process
    const child = spawn(process.execPath, [join(this.#folder, 'test/mutants/judge-process.ts')], {
      cwd: this.#folder,
      env: { ...process.env, NO_COLOR: '1', CI: 'true', VITEST: 'true', TEST: 'true', NODE_ENV: 'test' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // A group of its own, which ends with all that tests have left behind.
      detached: true,
    })
    this.#process = child
    await once(child, 'message')
    return child
  }

  /** Ends the process and all that it has started. */
  end(): void {
    const leader = this.#process?.pid
    this.#process = undefined
    if (leader === undefined) return
    try {
      process.kill(-leader, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
}

async function failOnExit(child: ChildProcess, signal: AbortSignal): Promise<never> {
  const [code] = await once(child, 'exit', { signal })
  throw new Error(`the process of the tests ended with ${code}`)
}
