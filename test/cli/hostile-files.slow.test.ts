import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { HOSTILE_CASES, type HostileCase } from './hostile-cases.ts'

const ROOT = new URL('../../', import.meta.url)
const MAIN = fileURLToPath(new URL('cli/main.ts', ROOT))
const COMMANDS = globSync('cli/commands/*.ts', { cwd: fileURLToPath(ROOT) }).map((path) => basename(path, '.ts'))

const folder = mkdtempSync(join(tmpdir(), 'hostile-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let cases = 0

/** Runs a command over the files of a case, and returns all that it printed. */
async function outputOf(command: string, { files = {}, args, requests }: HostileCase): Promise<string> {
  const at = join(folder, String(++cases))
  mkdirSync(at)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(at, name), text)
  const { FORCE_COLOR: _color, ...env } = process.env
  const child = spawn(process.execPath, [MAIN, command, ...args(at)], {
    cwd: at,
    env: { ...env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => printed.push(text))
  if (requests !== undefined) await whileItRuns(child, printed, requests)
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close')
  return printed.join('')
}

/** Sends the requests as soon as the command has printed its URL, and ends it. */
async function whileItRuns(
  child: ChildProcess,
  printed: string[],
  requests: (url: string) => Promise<string>,
): Promise<void> {
  const findUrl = (): string | undefined => /http:\/\/[\d.:]+/.exec(printed.join(''))?.[0]
  while (findUrl() === undefined && child.exitCode === null) {
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'close')])
  }
  const url = findUrl()
  expect(url, printed.join('')).toBeDefined()
  printed.push(await requests(url ?? ''))
  child.kill('SIGTERM')
}

/** Lists what a terminal or a CI system would obey. */
function findCommands(output: string): string[] {
  // Line feeds end the lines of the command itself.
  const characters = output.replaceAll('\n', '').match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu) ?? []
  const lines = output.split('\n').filter((line) => /^\s*::/.test(line) || line.includes('##['))
  return [...characters.map((character) => JSON.stringify(character)), ...lines]
}

test('every command of the command line has a hostile case', () => {
  expect(COMMANDS.filter((name) => HOSTILE_CASES[name] === undefined)).toEqual([])
  expect(Object.keys(HOSTILE_CASES).filter((name) => !COMMANDS.includes(name))).toEqual([])
})

describe.each(Object.entries(HOSTILE_CASES))('%s prints no command of a terminal or a CI system', (command, all) => {
  test.each(all)('given $title', async (one) => {
    const output = await outputOf(command, one)
    expect(findCommands(output), output).toEqual([])
    expect(output).not.toBe('')
    // A message of ours, and not a stack of the program.
    expect(output).not.toMatch(/^\s+at .*\.ts:\d+/m)
  })
})

test('a command that repeats such a text would be found', () => {
  expect(findCommands('a\u001b[2J\n::error::x\n a ##[error]')).toEqual(['"\\u001b"', '::error::x', ' a ##[error]'])
})
