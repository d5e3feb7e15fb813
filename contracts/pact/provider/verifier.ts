import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isLoopback, isObject, parseJson } from '../../../mocks/protocol/index.ts'
import { within } from '../../../mocks/runtime/index.ts'
import { PactMissingError } from '../pact-missing-error.ts'
import { cannotVerify } from './verification-error.ts'
import type { VerifierAnswer, VerifierJob } from './verifier-messages.ts'

/** The milliseconds that Pact may take for an interaction besides its request. */
const GRACE = 30_000

/** The verdict of Pact on one interaction. */
export interface PactVerdict {
  readonly isKept: boolean
  readonly problems: readonly string[]
}

/** Pact's verifier, in a process of its own. */
export class PactVerifier {
  readonly #process: ChildProcess
  readonly #folder: string
  #printed = ''
  #count = 0

  private constructor(child: ChildProcess, folder: string) {
    this.#process = child
    this.#folder = folder
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#printed += text
      })
    }
  }

  static async start(providerUrl: string): Promise<PactVerifier> {
    const folder = await mkdtemp(join(tmpdir(), 'lightsail-verify-'))
    const path = fileURLToPath(new URL(`./verifier-process${extname(import.meta.url)}`, import.meta.url))
    const child = fork(path, {
      env: environmentFor(providerUrl),
      // Parts of Pact use interfaces of Node that are deprecated.
      execArgv: ['--no-deprecation'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    return new PactVerifier(child, folder)
  }

  /** The text that Pact has printed. */
  get printed(): string {
    return this.#printed
  }

  /** Verifies a pact with one interaction. */
  async verify(pact: object, job: Omit<VerifierJob, 'file'>): Promise<PactVerdict> {
    this.#count += 1
    const file = join(this.#folder, `${this.#count}.json`)
    await writeFile(file, JSON.stringify(pact))
    const { result, error } = await this.#ask({ ...job, file })
    if (error?.name === 'PactMissingError') throw new PactMissingError(error.message)
    if (error !== undefined) throw cannotVerify(`Pact's verifier failed: ${error.message}`)
    return readVerdict(result ?? '')
  }

  async #ask(job: VerifierJob): Promise<VerifierAnswer> {
    const limit = job.timeout + GRACE
    const ended = new AbortController()
    const answer = Promise.race([
      once(this.#process, 'message', { signal: ended.signal }).then(([message]) => message as VerifierAnswer),
      once(this.#process, 'exit', { signal: ended.signal }).then(([code, signal]) => {
        throw cannotVerify(`Pact's verifier ended with ${code ?? signal}. It printed: ${this.#printed.slice(-2000)}`)
      }),
    ])
    try {
      if (this.#process.exitCode !== null) throw cannotVerify(`Pact's verifier has ended. It printed: ${this.#printed}`)
      this.#process.send(job)
      const given = await within(limit, answer)
      if (given === undefined) throw cannotVerify(`Pact's verifier did not answer within ${limit} ms.`)
      return given
    } finally {
      answer.catch(() => {})
      ended.abort()
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode === null) {
      this.#process.kill('SIGKILL')
      await once(this.#process, 'exit')
    }
    await rm(this.#folder, { recursive: true, force: true })
  }
}

/** Variables that tell where Pact's own parts are. */
const KEPT = ['PACT_PREBUILD_LOCATION', 'PACT_PREBUILD_PACKAGE_LOCATION']

/**
 * Returns the environment of the verifier's process. Pact reads variables of its own whatever its options are, and a proxy
 * of the environment must not stand between Pact and a provider on this machine.
 */
function environmentFor(providerUrl: string): NodeJS.ProcessEnv {
  const isHere = isLoopback(new URL(providerUrl).hostname)
  const isShielded = (name: string) =>
    (name.startsWith('PACT_') && !KEPT.includes(name)) ||
    ['LOG_LEVEL', 'NODE_OPTIONS'].includes(name) ||
    (isHere && /^https?_proxy$/i.test(name))
  const kept = Object.entries(process.env).filter(([name]) => !isShielded(name))
  return { ...Object.fromEntries(kept), PACT_DO_NOT_TRACK: '1' }
}

/** Reads the JSON of Pact's verifier, which ran one interaction. */
function readVerdict(result: string): PactVerdict {
  const json = parseJson(result)
  const all = isObject(json) ? json['interactionResults'] : undefined
  const [one] = Array.isArray(all) ? (all as readonly unknown[]) : []
  // A pending interaction must not fail the run, not even if Pact itself fails on it.
  if (!isObject(one)) {
    return { isKept: false, problems: [`Pact's verifier gave no result: ${result.slice(0, 500)}`] }
  }
  if (one['result'] === 'OK') return { isKept: true, problems: [] }
  return { isKept: false, problems: problemsIn(one['mismatch']) }
}

function problemsIn(mismatch: unknown): string[] {
  if (!isObject(mismatch)) return ['it differs']
  const { mismatches, message } = mismatch
  if (!Array.isArray(mismatches)) return [typeof message === 'string' ? message : JSON.stringify(mismatch)]
  return mismatches.filter(isObject).map(({ path, key, mismatch: text }) => {
    const place = [path, key].find((one) => typeof one === 'string' && one !== '' && one !== '/')
    return [place, text].filter((part) => typeof part === 'string').join(': ')
  })
}
