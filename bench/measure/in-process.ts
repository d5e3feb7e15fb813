import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A subject that runs in a process of its own, and makes calls when it is told to. */
export class InProcess {
  readonly #child: ChildProcess
  readonly #printed: { readonly text: string }

  private constructor(child: ChildProcess, printed: { readonly text: string }) {
    this.#child = child
    this.#printed = printed
  }

  /** Starts a subject of bench/subjects. @throws {Error} if it cannot be loaded, e.g. because a peer is not installed */
  static async start(name: string): Promise<InProcess> {
    const child = fork(fileURLToPath(new URL('./run-subject.ts', import.meta.url)), [name], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    const printed = { text: '' }
    child.stderr?.on('data', (chunk) => {
      printed.text += chunk
    })
    const [first] = await Promise.race([once(child, 'message'), once(child, 'exit')])
    if (first === 'ready') return new InProcess(child, printed)
    throw new Error(/(?:Error|error): (.*)/.exec(printed.text)?.[1] ?? `it ended with ${first}`)
  }

  /** Makes some calls. Returns the microseconds of CPU of each on average. @throws {Error} if the subject ends */
  async measure(calls: number): Promise<number> {
    this.#child.send(calls)
    const done = new AbortController()
    const { signal } = done
    const ended = once(this.#child, 'exit', { signal }).then(([code]) => {
      throw new Error(`a subject ended with ${code}: ${this.#printed.text.slice(0, 300)}`)
    })
    const [cpu] = await Promise.race([once(this.#child, 'message', { signal }), ended]).finally(() => done.abort())
    return Number(cpu) / calls
  }

  stop(): void {
    this.#child.kill()
  }
}
