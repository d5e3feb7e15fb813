import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { budget } from '../support/budget.ts'
import { lightsailPorts } from '../support/command-line.ts'
import { inGroup, lightsailPortsProcess } from '../support/run.ts'

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url))
const EXAMPLE = fileURLToPath(new URL('../../examples/firewall-sync/certified.ts', import.meta.url))
const SDK = import.meta.resolve('@aws-sdk/client-lightsail')

let folder = ''
const file = (name: string): string => join(folder, name)

/** A consumer that puts what it was asked for, and nothing else. */
const NAIVE = `
  import { PutInstancePublicPortsCommand } from '${SDK}'
  export default ({ client, instanceName, portInfos }) =>
    client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos }))
`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-certify-'))
  await writeFile(file('naive.mjs'), NAIVE)
  await writeFile(file('meant.mjs'), `${NAIVE}\nexport const accepts = ['lock-out', 'fresh-instance/no-secret']`)
  await writeFile(file('none.mjs'), 'export const sync = 1, check = 2')
  await writeFile(file('empty.mjs'), '')
  await writeFile(file('object.mjs'), 'export default { call: () => {} }')
  await writeFile(
    file('compiled.cjs'),
    `exports.__esModule = true; exports.default = async (given) => (await import('./naive.mjs')).default(given)`,
  )
  await writeFile(file('throws.mjs'), `throw new TypeError('not today')`)
  await writeFile(file('throws-text.mjs'), `throw 'not today'`)
  await writeFile(file('broken.mjs'), 'export default (')
  await writeFile(file('needs.mjs'), `import 'a-package-that-is-not-there'`)
  await writeFile(file('enum.ts'), 'enum A { B }\nexport default () => A.B')
  await writeFile(file('accepts.mjs'), `export default () => {}\nexport const accepts = 'lock-out'`)
  await writeFile(file('stays.mjs'), `${NAIVE.replace('client.send', 'setInterval(() => {}, 1000) && client.send')}`)
  await writeFile(file('talks.mjs'), NAIVE.replace('client.send', 'console.log("hello") ?? client.send'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const certify = (name: string, ...args: string[]) => lightsailPortsProcess('certify', '--module', file(name), ...args)
const ONE = ['--situation', 'fresh-instance']

describe('certify', () => {
  test('prints all situations and judgements with --list, and runs nothing', async () => {
    const { code, stdout, stderr } = await lightsailPorts('certify', '--list')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^\d+ situations:\n {2}fresh-instance +a fresh instance/)
    expect(stdout).toMatch(/^ {2}lock-out /m)
  })

  test('passes the example, prints its card, and writes where it is told to', async () => {
    const reports = ['--junit', file('card.xml'), '--markdown', file('card.md'), '--html', file('card.html')]
    const { code, stdout, stderr } = await lightsailPortsProcess('certify', '--module', EXAMPLE, ...reports)
    expect(stderr).toBe('')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^passed +fresh-instance, ports-already-right, /m)
    expect(stdout).toMatch(/^certified.ts warned: \d\d of \d\d situations passed, \d+ warned$/m)
    expect(stdout).toContain(`Written: file://${file('card.html')}`)
    expect(stdout).not.toContain('\u001b')
    expect(await readFile(file('card.xml'), 'utf8')).toContain('<testsuite name="fresh-instance"')
    expect(await readFile(file('card.md'), 'utf8')).toContain('| stale-read | **lost-update** warns |')
    expect(await readFile(file('card.html'), 'utf8')).toContain('<!doctype html>')
  })

  test('fails with 1 what is wrong, and says it', async () => {
    const { code, stdout, stderr } = await certify('naive.mjs', ...ONE)
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /^fail +lock-out, in fresh-instance: its PutInstancePublicPorts \(request 1\) closed 22\/tcp/m,
    )
    expect(stderr).toBe('lightsail-ports: 1 judgement failed.\n')
  })

  test('takes another job, for another instance', async () => {
    const ports = '[{"protocol":"udp","fromPort":51820,"toPort":51820}]'
    const { code, stdout } = await certify('naive.mjs', ...ONE, '--ports', ports, '--instance-name', 'vpn-1')
    expect(code).toBe(1)
    expect(stdout).toMatch(/^Its job: open 51820\/udp to everybody .* on the instance vpn-1,/m)
  })

  test('accepts what the module says that it means, and what the command line says', async () => {
    const [meant, flags] = await Promise.all([
      certify('meant.mjs', ...ONE),
      certify('naive.mjs', ...ONE, '--accept', 'lock-out', '--accept', 'ports', '--name', 'mine'),
    ])
    expect([meant.code, flags.code]).toEqual([0, 0])
    expect(meant.stdout).toMatch(/^accepted +fresh-instance/m)
    expect(flags.stdout).toMatch(/^mine passed: 1 of 1 situations passed$/m)
  })

  test('prints nothing but the card as JSON, also where the consumer prints; compares with an earlier one', async () => {
    const { stdout } = await certify('talks.mjs', ...ONE, '--json')
    const card = JSON.parse(stdout)
    expect(card).toMatchObject({ failed: 1, situations: [{ name: 'fresh-instance' }] })
    expect((await certify('talks.mjs', ...ONE, '--json', file('card.json'))).stdout).toMatch(
      /^hello|^Written: |^failed/m,
    )
    expect(JSON.parse(await readFile(file('card.json'), 'utf8'))).toMatchObject({ failed: 1, passed: card.passed })
    const same = await certify('naive.mjs', ...ONE, '--baseline', file('card.json'))
    expect([same.code, same.stderr]).toEqual([0, ''])
    expect(same.stdout).toContain('Nothing has changed.')
    card.situations[0].judgements.find(({ name }: { name: string }) => name === 'lock-out').verdict = 'pass'
    await writeFile(file('card.json'), JSON.stringify(card))
    const worse = await certify('naive.mjs', ...ONE, '--baseline', file('card.json'))
    expect([worse.code, worse.stderr]).toEqual([1, 'lightsail-ports: 1 judgement that did not fail before failed.\n'])
    expect(worse.stdout).toMatch(/^worse +fresh-instance, lock-out: pass, now fail\./m)
  })

  test('adds to the summary of a CI step, which several commands write to', async () => {
    vi.stubEnv('GITHUB_STEP_SUMMARY', file('summary.md'))
    const args = [...ONE, '--accept', 'lock-out', '--markdown', file('summary.md')]
    await certify('naive.mjs', ...args, '--name', 'one')
    await certify('naive.mjs', ...args, '--name', 'two')
    vi.unstubAllEnvs()
    expect((await readFile(file('summary.md'), 'utf8')).match(/^## \S+ \w+/gm)).toEqual(['## ✅ one', '## ✅ two'])
  })

  test('runs a module that TypeScript has compiled to CommonJS', async () => {
    expect(await certify('compiled.cjs', ...ONE, '--accept', 'lock-out')).toMatchObject({ code: 0 })
  })

  test('runs any program', async () => {
    const curl = `curl -sf {endpoint} -H 'X-Amz-Target: Lightsail_20161128.GetRegions' -H 'Authorization: AWS4-HMAC-SHA256 Credential=AKIACONTRACT/20260101/us-east-1/lightsail/aws4_request, SignedHeaders=host, Signature=0' -H 'X-Amz-Date: 20260101T000000Z' -H 'Content-Type: application/x-amz-json-1.1' -d '{}'`
    const { code, stdout } = await lightsailPorts('certify', '--exec', curl, '--situation', 'slow-reply')
    expect(code).toBe(1)
    expect(stdout).toContain('ports, in slow-reply: it reports success, but 80/tcp should be open to everybody')
  })

  test('ends, whatever the consumer leaves running', async () => {
    expect(await certify('stays.mjs', ...ONE, '--accept', 'lock-out')).toMatchObject({ code: 0 })
  })

  test('is ended by Ctrl-C, with what it has started', async () => {
    const pid = file('pid')
    const args = ['certify', '--exec', `echo $$ > '${pid}'; sleep 1000`]
    using child = spawn(process.execPath, [MAIN, ...args], { stdio: 'ignore' })
    const group = await vi.waitFor(async () => {
      const [, found] = /^(\d+)\n/.exec(await readFile(pid, 'utf8')) ?? []
      if (found === undefined) throw new Error('It has not begun')
      return found
    }, budget(10_000))
    child.kill('SIGINT')
    expect(await once(child, 'close')).toEqual([null, 'SIGINT'])
    await vi.waitFor(() => expect(inGroup(group)).toEqual([]), budget(10_000))
  })

  test.each<[string, string[], string | RegExp]>([
    ['neither', [], 'Give the consumer to certify: either --module FILE or --exec COMMAND.'],
    ['both', ['--module', 'x', '--exec', 'y'], 'Give the consumer to certify'],
    ['a module that is not there', ['--module', 'no/such.ts'], 'Failed to load no/such.ts: no such file.'],
    [
      'a module without the export',
      ['--module', 'none.mjs'],
      /default export is not a function \(it exports check, sync\)/,
    ],
    ['a module that exports nothing', ['--module', 'empty.mjs'], /is not a function \(it exports nothing\)/],
    ['a module that exports an object', ['--module', 'object.mjs'], /it exports default with call in it/],
    ['a file without a name', ['--module', 'naive.mjs', '--html', ''], /The name of a file is empty/],
    ['a module that throws', ['--module', 'throws.mjs'], /Failed to load .*: TypeError: not today/],
    ['a module that throws a text', ['--module', 'throws-text.mjs'], /Failed to load .*: not today$/m],
    [
      'a module that is no JavaScript',
      ['--module', 'broken.mjs'],
      /Failed to load .*: SyntaxError: .*\. node --check .*broken.mjs shows where/,
    ],
    ['a module that needs another', ['--module', 'needs.mjs'], /a-package-that-is-not-there/],
    ['TypeScript that has to be compiled', ['--module', 'enum.ts'], /Compile it first/],
    ['accepts that is no list', ['--module', 'accepts.mjs'], /its export accepts is not a list of names/],
    [
      'no command',
      ['--exec', 'no-such-program'],
      /Failed to run "no-such-program": it exited with 127: .*not found\. Give/,
    ],
    ['an unknown judgement', ['--module', 'naive.mjs', '--accept', 'x'], /no judgement x to accept/],
    ['an unknown situation', ['--module', 'naive.mjs', '--situation', 'x'], /no situation x. Use fresh/],
    ['no time', ['--module', 'naive.mjs', '--deadline', '0'], /Use a whole number from 1/],
    ['a time that no timer takes', ['--deadline', '2147483648'], /Use a whole number from 1/],
    ['the longest time and no consumer', ['--deadline', '2147483647'], /Give the consumer to certify/],
    ['the shortest time and no consumer', ['--deadline', '1'], /Give the consumer to certify/],
    ['a baseline that is not there', ['--module', 'naive.mjs', '--baseline', 'no.json'], /Failed to read the baseline/],
    [
      'a baseline that is not a card',
      ['--module', 'naive.mjs', '--baseline', 'naive.mjs'],
      /Failed to read the card: it is not JSON/,
    ],
    [
      'a page that cannot be written',
      ['--module', 'meant.mjs', ...ONE, '--html', 'no/such/page.html'],
      /Failed to write/,
    ],
  ])('says with 2 what is wrong with %s', async (_what, args, problem) => {
    const paths = args.map((arg) =>
      /\.(?:mjs|ts|json|html)$/.test(arg) && !arg.startsWith('no/such.ts') ? file(arg) : arg,
    )
    // A module that cannot be loaded says so in Node's own words.
    const isLoadedOnly = paths[0] === '--module' && paths.length === 2
    const { code, stderr } = await (isLoadedOnly ? lightsailPortsProcess : lightsailPorts)('certify', ...paths)
    expect(stderr).toMatch(problem)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(code).toBe(2)
  })
})
