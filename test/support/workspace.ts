import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { within } from '../../mocks/runtime/index.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** The end of a run of tests. */
export interface TestRun {
  readonly passed: boolean
  /** The run took too long and was ended. */
  readonly timedOut: boolean
  readonly output: string
}

/** A copy of the repository in a folder for a short time, in which files can be changed and tests run. */
export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'lightsail-ports-copy-'))

  constructor() {
    const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: ROOT })
    for (const file of files.toString().split('\0')) {
      if (file !== '' && existsSync(join(ROOT, file))) cpSync(join(ROOT, file), join(this.folder, file))
    }
    symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'))
  }

  /** Changes a file for the time of one task. */
  async withChange<T>(file: string, change: (source: string) => string, task: () => Promise<T>): Promise<T> {
    const path = join(this.folder, file)
    const source = readFileSync(path, 'utf8')
    writeFileSync(path, change(source))
    try {
      return await task()
    } finally {
      writeFileSync(path, source)
    }
  }

  /** Writes a new file. */
  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text)
  }

  /**
   * Inserts a line before the first one that has a text.
   *
   * @throws {Error} if no line has it
   */
  insertBefore(file: string, text: string, line: string): void {
    const path = join(this.folder, file)
    const lines = readFileSync(path, 'utf8').split('\n')
    const index = lines.findIndex((one) => one.includes(text))
    if (index === -1) throw new Error(`Failed to insert into ${file}: no line has ${JSON.stringify(text)}.`)
    writeFileSync(path, lines.toSpliced(index, 0, line).join('\n'))
  }

  /** Runs vitest in the copy. A run that takes longer than `timeout` milliseconds has failed. */
  async runTests(args: readonly string[], timeout: number): Promise<TestRun> {
    const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
    const child = spawn(process.execPath, [vitest, ...args], {
      cwd: this.folder,
      env: { ...process.env, NO_COLOR: '1', CI: 'true' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout,
      killSignal: 'SIGKILL',
      // A group of its own.
      detached: true,
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    const closed = once(child, 'close')
    const [code, signal] = await once(child, 'exit')
    endGroup(child.pid)
    await within(1000, closed)
    return { passed: code === 0, timedOut: signal === 'SIGKILL', output }
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Ends what the tests of a run have left: a test that fails may leave a process, which would hold the output open. */
function endGroup(leader: number | undefined): void {
  try {
    if (leader !== undefined) process.kill(-leader, 'SIGKILL')
  } catch {
    // Nothing is left.
  }
}
