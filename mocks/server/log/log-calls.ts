import { type CallJournal, type KeptCall, toCall } from '../../engine/calls.ts'
import { KnownSecrets } from '../../secrets/index.ts'
import { jsonLine } from './json-line.ts'
import { type LogPart, type Paint, textLine } from './text-line.ts'

/** The format of the log, and the place that it goes to. */
export interface LogOptions {
  readonly format: 'text' | 'json'
  /** Gets whole lines. Those of one moment come together. */
  readonly write: (lines: string) => void
  /** Colours for a terminal. Default false. */
  readonly color?: boolean | undefined
  /** Secrets that are known, such as those of the principals: no line has one. */
  readonly secrets?: (() => readonly string[]) | undefined
}

/**
 * Logs the calls of a journal from now on.
 *
 * @returns a function that ends it
 * @example
 * const end = logCalls(lightsail.calls, { format: 'text', write: (lines) => process.stderr.write(lines) })
 */
export function logCalls(calls: CallJournal, { format, write, color = false, secrets }: LogOptions): () => void {
  const paint = color ? paintColour : paintNothing
  const line =
    format === 'json' ? (call: KeptCall) => jsonLine(toCall(call)) : (call: KeptCall) => textLine(call, paint)
  const redactor = new Redactor(secrets ?? (() => []))
  let waiting: KeptCall[] = []
  const flush = () => {
    const lines = waiting.map((call) => `${redactor.redact(line(call))}\n`)
    waiting = []
    if (lines.length > 0) write(lines.join(''))
  }
  const end = calls.watch({
    call(call) {
      redactor.learn()
      // One write for all calls of a moment: a write costs more than a line.
      if (waiting.push(call) === 1) setImmediate(flush)
    },
    cleared() {},
  })
  return () => {
    end()
    flush()
  }
}

/** Redacts all secrets that there were at any call: a world that is replaced takes its secrets with it. */
class Redactor {
  readonly #secrets: () => readonly string[]
  readonly #known = new Set<string>()
  #found: KnownSecrets | undefined

  constructor(secrets: () => readonly string[]) {
    this.#secrets = secrets
  }

  learn(): void {
    for (const secret of this.#secrets()) {
      if (this.#known.has(secret)) continue
      this.#known.add(secret)
      this.#found = undefined
    }
  }

  redact(line: string): string {
    if (this.#known.size === 0) return line
    this.#found ??= new KnownSecrets([...this.#known])
    return this.#found.redact(line)
  }
}

const paintNothing: Paint = (text) => text

const CODES: Readonly<Record<LogPart, string>> = {
  time: '2',
  operation: '1',
  success: '32',
  failure: '31',
  lost: '35',
  opened: '32',
  closed: '31',
  changed: '33',
  alarm: '1;97;41',
}

const paintColour: Paint = (text, part) => `\u001b[${CODES[part]}m${text}\u001b[0m`
