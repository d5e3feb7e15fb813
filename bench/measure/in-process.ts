import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A subject that runs in a process of its own, and makes calls when it is told to. */
export class InProcess {
  readonly #child: ChildProcess

  private constructor(child: ChildProcess) {
    this.#child = child
  }

  /** Starts a subject of bench/subjects. @throws {Error} if it cannot be loaded, e.g. because a peer is not installed */
  static async start(name: string): Promise<InProcess> {
    const child = fork(fileURLToPath(new URL('./run-subject.ts', import.meta.url)), [name], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let printed = ''
    child.stderr?.on('data', (chunk) => {
      printed += chunk
    })
    const [first] = await Promise.race([once(child, 'message'), once(child, 'exit')])
    if (first === 'ready') return new InProcess(child)
    throw new Error(/(?:Error|error): (.*)/.exec(printed)?.[1] ?? `it ended with ${first}`)
  }

  /** Makes some calls. Returns the microseconds of CPU of each on average. */
  async measure(calls: number): Promise<number> {
    this.#child.send(calls)
    const [cpu] = await once(this.#child, 'message')
    return Number(cpu) / calls
  }

  stop(): void {
    this.#child.kill()
  }
}
