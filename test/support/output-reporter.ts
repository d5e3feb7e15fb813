import { mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Reporter, TestRunEndReason, Vitest } from 'vitest/node'

const FILE = fileURLToPath(new URL('../../node_modules/.vitest/printed.log', import.meta.url))

/**
 * Writes into a file what tests print past the console: Pact's library reports every verification on the descriptor
 * of standard output, which is thousands of lines. Only a run that fails says where they are.
 */
export class OutputReporter implements Reporter {
  #file: number | undefined

  onInit(vitest: Vitest): void {
    vitest.logger.outputStream = this.#divide(process.stdout)
    vitest.logger.errorStream = this.#divide(process.stderr)
  }

  onTestRunEnd(_modules: unknown, _errors: unknown, reason: TestRunEndReason): void {
    if (reason === 'failed' && this.#file !== undefined) process.stdout.write(`What the tests printed: ${FILE}\n`)
  }

  /** The output of a worker comes as bytes; a text is what vitest itself reports, failures and consoles included. */
  #divide(terminal: NodeJS.WriteStream): Writable {
    return new Writable({
      decodeStrings: false,
      write: (chunk: string | Uint8Array, _encoding, done) => {
        if (typeof chunk === 'string') terminal.write(chunk)
        else writeSync(this.#open(), chunk)
        done()
      },
    })
  }

  #open(): number {
    mkdirSync(dirname(FILE), { recursive: true })
    this.#file ??= openSync(FILE, 'w')
    return this.#file
  }
}
