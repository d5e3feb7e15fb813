import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Finished, run } from '../support/run.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const MAIN = join(ROOT, 'cli/main.ts')
const read = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8')

describe('the GitHub Action', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-action-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  /** Runs its steps as GitHub does: defaults for inputs that are not given, each step a script of bash. */
  async function runAction(given: Readonly<Record<string, string>>, summary: string): Promise<Finished> {
    const { inputs, runs } = parse(await read('action.yml'))
    const inputOf = (name: string): string => given[name] ?? inputs[name].default
    const fill = (text: string): string =>
      text.replaceAll(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_all, name) => inputOf(name))
    const [step, ...others] = runs.steps
    expect(others).toEqual([])
    const variables = Object.entries(step.env as Record<string, string>).map(([name, text]) => [name, fill(text)])
    expect(step.run).not.toContain('${{')
    return run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', `cd "$0"\n${step.run}`, ROOT], {
      ...process.env,
      ...Object.fromEntries(variables),
      GITHUB_STEP_SUMMARY: summary,
    })
  }

  const command = `${process.execPath} ${MAIN}`

  test('puts the card of a good consumer into the summary', async () => {
    const summary = join(folder, 'good.md')
    const module = 'examples/firewall-sync/certified.ts'
    const { code, stderr } = await runAction({ command, module, name: 'firewall $(sync)' }, summary)
    expect(code, stderr).toBe(0)
    expect(await readFile(summary, 'utf8')).toContain('firewall $(sync)')
  })

  test('fails for a consumer that does nothing, and still writes the summary', async () => {
    const summary = join(folder, 'bad.md')
    const { code } = await runAction({ command, exec: 'true', accept: 'lock-out never-answers/terminates' }, summary)
    expect(code).toBe(1)
    expect(await readFile(summary, 'utf8')).not.toBe('')
  })
})

describe('the container', () => {
  test('serves what the health check asks for, as its command line says', async () => {
    const dockerfile = (await read('examples/container/Dockerfile')).replaceAll('\\\n', '')
    const listOf = (keyword: string): string[] =>
      JSON.parse(new RegExp(`${keyword} (\\[.*\\])`).exec(dockerfile)?.[1] ?? '')
    const [program, ...args] = listOf('ENTRYPOINT')
    expect(program).toBe('lightsail-ports')
    const check = listOf('CMD').at(-1) ?? ''
    expect(check).toBe('http://127.0.0.1:4566/_mock/health')
    const health = check.replace('127.0.0.1:4566', '127.0.0.1:$port')
    const script = `
      "$2" "$0" ${args.join(' ')} --port 0 > "$1" & service=$!
      until grep -q http:// "$1"; do kill -0 $service || exit; sleep 0.1; done
      port=$(grep -om1 'http://[0-9.:]*' "$1" | grep -o '[0-9]*$')
      curl --fail --silent "${health}"; status=$?
      kill $service; wait $service; echo " ended with $?"
      exit $status`
    const folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-container-'))
    const { code, stdout, stderr } = await run('bash', ['-c', script, MAIN, join(folder, 'log'), process.execPath])
    await rm(folder, { recursive: true })
    expect(code, stderr).toBe(0)
    expect(stdout).toContain('ended with 0')
  })

  test('runs as a user that is not root, from an image of a fixed version', async () => {
    const dockerfile = await read('examples/container/Dockerfile')
    expect(dockerfile).toMatch(/^USER 1000$/m)
    expect(dockerfile.match(/^FROM \S+/gm)).toEqual(['FROM node:24-alpine', 'FROM node:24-alpine'])
  })

  test('waits in the compose file until the service is healthy, and lets no other machine in', async () => {
    const { services } = parse(await read('examples/container/compose.yaml'))
    expect(services.tests.depends_on.lightsail.condition).toBe('service_healthy')
    expect(services.lightsail.ports).toEqual(['127.0.0.1:4566:4566'])
    const { stdout } = await run(process.execPath, [MAIN, 'serve', '--help'])
    const flags = (services.lightsail.command as string[]).filter((word) => word.startsWith('--'))
    for (const flag of flags) expect(stdout).toContain(flag)
  })
})
