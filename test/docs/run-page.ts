import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Finished, run } from '../support/run.ts'
import { type Block, blocksOf, markedWith } from './page.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const MAIN = join(ROOT, 'cli/main.ts')

/** Stands for `npx lightsail-ports` where the package is installed, and anywhere else. */
const NPX = `#!/bin/sh
while [ "$1" = --yes ] || [ "$1" = --package ] || [ "$1" = lightsail-ports-testkit ]; do shift; done
[ "$1" = lightsail-ports ] || { echo "npx runs lightsail-ports only, not $1" >&2; exit 127; }
shift
exec "${process.execPath}" "${MAIN}" "$@"
`

/** Runs the blocks of one page in their order, in a folder of their own, as a reader would. */
export class PageRun implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'lightsail-ports-page-'))
  readonly #page: string
  readonly #servers: ChildProcess[] = []
  /** The addresses that the page names, and those of the servers that really run. */
  readonly #urls = new Map<string, string>()

  constructor(page: string) {
    this.#page = page
    mkdirSync(join(this.folder, 'node_modules'))
    for (const name of readdirSync(join(ROOT, 'node_modules'))) this.#link(`node_modules/${name}`, name)
    this.#link('.', 'lightsail-ports-testkit')
    mkdirSync(join(this.folder, 'bin'))
    writeFileSync(join(this.folder, 'bin/npx'), NPX)
    chmodSync(join(this.folder, 'bin/npx'), 0o755)
    writeFileSync(join(this.folder, 'package.json'), '{ "private": true, "type": "module" }')
  }

  /** Makes a folder of the repository a package of the reader's project. */
  #link(path: string, name: string): void {
    symlinkSync(join(ROOT, path), join(this.folder, 'node_modules', name))
  }

  /** Runs all blocks. Returns what went wrong, by the place in the page. */
  async run(): Promise<readonly string[]> {
    const problems: string[] = []
    let last: Finished | undefined
    for (const block of blocksOf(this.#page)) {
      const { mark, text, at } = block
      this.#write(block)
      if (mark === 'serve') await this.#serve(text)
      if (mark.startsWith('run')) {
        last = await this.#shell(text)
        const expected = Number(/exits with (\d)/.exec(mark)?.[1] ?? 0)
        if (last.code !== expected) problems.push(`${at}: it exits with ${last.code}: ${last.stderr}${last.stdout}`)
      }
      if (mark === 'prints' && !isLike(text, this.#asOnPage(last?.stdout ?? ''))) {
        problems.push(`${at}: it prints ${last?.stdout}${last?.stderr}`)
      }
    }
    return problems
  }

  /** Writes the files that the page shows into the folder. */
  #write(block: Block): void {
    const name = markedWith('save', block)
    const file = markedWith('file', block)
    if (file !== undefined) cpSync(join(ROOT, file), join(this.folder, basename(file)))
    if (name === undefined) return
    mkdirSync(dirname(join(this.folder, name)), { recursive: true })
    writeFileSync(join(this.folder, name), this.#asHere(block.text))
  }

  /** Starts a server on a free port, and remembers its address for the one that the page names. */
  async #serve(command: string): Promise<void> {
    const port = /--port (\d+)/.exec(command)?.[1] ?? (command.includes('record') ? '4567' : '4566')
    const script = `exec ${this.#asHere(command)
      .trim()
      .replace(/ --port \d+/, '')} --port 0`
    const child = spawn('bash', ['-c', script], {
      cwd: this.folder,
      env: this.#env(),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.#servers.push(child)
    const lines = createInterface({ input: child.stdout })
    const [line = ''] = await Promise.race([once(lines, 'line'), once(lines, 'close')])
    const url = /http:\/\/[\d.]+:\d+/.exec(line)?.[0]
    if (url === undefined) throw new Error(`Failed to run ${command}: it printed no URL, but ${line}.`)
    child.stdout.resume()
    this.#urls.set(`http://127.0.0.1:${port}`, url)
  }

  #shell(script: string): Promise<Finished> {
    const command = 'cd "$0" && eval "$1"'
    return run('bash', ['-eo', 'pipefail', '-c', command, this.folder, this.#asHere(script)], this.#env())
  }

  #env(): NodeJS.ProcessEnv {
    const own = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1', NO_COLOR: '1' }
    return {
      ...process.env,
      ...own,
      PATH: `${join(this.folder, 'bin')}:${process.env['PATH']}`,
      FORCE_COLOR: undefined,
    }
  }

  #asHere(text: string): string {
    return [...this.#urls].reduce((rest, [named, real]) => rest.replaceAll(named, real), text)
  }

  #asOnPage(text: string): string {
    return [...this.#urls].reduce((rest, [named, real]) => rest.replaceAll(real, named), text)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.#servers) {
      const ended = server.exitCode === null ? once(server, 'close') : undefined
      server.kill('SIGTERM')
      await ended
    }
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Compares a printed text with that of a page, where `…` stands for any text. */
export function isLike(expected: string, printed: string): boolean {
  const [start = '', ...others] = expected.trim().split('…')
  const first = start.trimEnd()
  const last = others.pop()?.trim()
  let rest = printed.trim()
  if (last === undefined) return rest === first
  if (!rest.startsWith(first)) return false
  rest = rest.slice(first.length)
  for (const piece of others) {
    const at = rest.indexOf(piece.trim())
    if (at === -1) return false
    rest = rest.slice(at + piece.trim().length)
  }
  return rest.endsWith(last)
}
