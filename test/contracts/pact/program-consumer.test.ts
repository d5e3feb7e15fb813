import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ProgramPromises, programConsumer } from 'lightsail-ports-testkit/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkCase } from '../../../contracts/pact/consumer/check-case.ts'
import { lightsailPorts } from '../../support/command-line.ts'
import { caseNamed, PROMISES } from './wrong-consumers.ts'

/** A program without an SDK: it sends one signed Put, and prints the name of an error. A shell starts at once. */
const PROGRAM = `
case "$1" in
  hangs) exec sleep 1000 ;;
  tells) echo "$AWS_SECRET_ACCESS_KEY" ;;
esac
credential="Credential=$AWS_ACCESS_KEY_ID/20260131/us-east-1/lightsail/aws4_request"
reply=$(curl --silent "$AWS_ENDPOINT_URL" \\
  --header 'Content-Type: application/x-amz-json-1.1' \\
  --header 'X-Amz-Target: Lightsail_20161128.PutInstancePublicPorts' \\
  --header "Authorization: AWS4-HMAC-SHA256 $credential, SignedHeaders=host, Signature=00" \\
  --data "{\\"instanceName\\":\\"$LIGHTSAIL_INSTANCE\\",\\"portInfos\\":$LIGHTSAIL_PORTS}")
name=$(echo "$reply" | sed -n 's/.*"__type":"\\([^"#]*#\\)*\\([^"]*\\)".*/\\2/p')
if [ "$1" = 'other words' ]; then echo failed >&2; else echo "\${name:-done}" >&2; fi
case "$name" in
  '') exit 0 ;;
  NotFoundException) exit 3 ;;
  *) exit 1 ;;
esac
`

let folder: string
let command: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-program-'))
  const program = join(folder, 'put ports.sh')
  await writeFile(program, PROGRAM)
  command = `sh "${program}"`
})
afterAll(() => rm(folder, { recursive: true }))

const errors = Object.keys(PROMISES).filter((name) => name !== 'success')
const HANDLES: ProgramPromises = Object.fromEntries(
  errors.map((name) => [name, { exit: name === 'NotFoundException' ? 3 : 1, output: name }]),
)

async function check(mode: string, caseName: string, handles = HANDLES, timeout = 20_000) {
  const consumer = programConsumer({ name: 'program', command: `${command} ${mode}`, handles, timeout })
  return checkCase(consumer, caseNamed(caseName))
}

describe('a program', () => {
  test.each(['a success: ping', 'NotFoundException', 'AccessDeniedException'])(
    'that keeps its promise passes: %s',
    async (name) => {
      const { problems, interactions } = await check('', name)
      expect(problems).toEqual([])
      expect(interactions).toMatchObject([{ description: `PutInstancePublicPorts (${name})` }])
    },
  )

  test.each<[string, string, string]>([
    ['tells', 'a success: ping', 'no-secret: the secret access key is in what it printed'],
    [
      '"other words"',
      'NotFoundException',
      'promise: its output does not match /NotFoundException/. It printed: failed',
    ],
  ])('that %s is caught', async (mode, name, problem) => {
    const { problems } = await check(mode, name)
    expect(problems.map((one) => `${one.check}: ${one.problem}`)).toContain(problem)
  })

  test('with another exit code is caught, with the end of its output', async () => {
    const { problems } = await check('', 'NotFoundException', { ...HANDLES, NotFoundException: { exit: 4 } })
    expect(problems).toEqual([
      { check: 'promise', problem: 'it exited with 3, and should exit with 4. It printed: NotFoundException' },
    ])
  })

  test('with another number of requests is caught', async () => {
    const promise = { exit: 1, retries: 3 }
    const { problems } = await check('', 'ThrottlingException', { ...HANDLES, ThrottlingException: promise })
    expect(problems).toEqual([{ check: 'promise', problem: 'it sent 1 request, and should send 3' }])
  })

  test('that hangs is ended at its deadline', async () => {
    const { problems } = await check('hangs', 'a success: ping', HANDLES, 300)
    expect(problems.map((one) => one.check)).toContain('settles')
  })
})

describe('promises of a program', () => {
  test.each<[unknown, string]>([
    [[], 'they are not a map of errors'],
    [{ ...HANDLES, NotFound: { exit: 1 } }, 'there is no error NotFound. Use AccessDeniedException,'],
    [{ NotFoundException: { exit: 3 } }, 'there is nothing for AccessDeniedException,'],
    [{ ...HANDLES, NotFoundException: 3 }, 'NotFoundException is not a promise'],
    [{ ...HANDLES, NotFoundException: {} }, 'the exit code of NotFoundException is not a whole number from 0 to 255'],
    [{ ...HANDLES, NotFoundException: { exit: 256 } }, 'the exit code of NotFoundException'],
    [
      { ...HANDLES, NotFoundException: { exit: 3, code: 1 } },
      'NotFoundException has code, and a promise has exit, output, retries',
    ],
    [{ ...HANDLES, NotFoundException: { exit: 3, output: '(' } }, 'the output of NotFoundException is not a pattern'],
    [{ ...HANDLES, NotFoundException: { exit: 3, retries: 0 } }, 'the retries of NotFoundException'],
  ])('%j are refused', (handles, problem) => {
    expect(() => programConsumer({ name: 'program', command: 'true', handles: handles as never })).toThrow(problem)
  })
})

describe('lightsail-ports contract', () => {
  const handles = async (content: unknown) => {
    const path = join(folder, 'handles.yaml')
    await writeFile(path, JSON.stringify(content))
    return path
  }

  test('writes the pact of a program, under the name of its file', async () => {
    const pactDir = join(folder, 'pacts')
    const args = ['--exec', command, '--handles', await handles(HANDLES), '--pact-dir', pactDir, '--concurrency', '2']
    const { code, stdout, stderr } = await lightsailPorts('contract', ...args)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toBe(
      `put-ports keeps its promises in all 20 cases. Its contract is ${join(pactDir, 'put-ports-lightsail.json')}.\n`,
    )
    expect((await lightsailPorts('verify', '--pact', pactDir)).code).toBe(0)
  })

  test('ends with 1 and each problem if a promise is broken, and writes no pact', async () => {
    const promises = { ...HANDLES, NotFoundException: { exit: 4 } }
    const pactDir = join(folder, 'none')
    const args = ['--exec', command, '--handles', await handles(promises), '--pact-dir', pactDir, '--name', 'program']
    const { code, stderr } = await lightsailPorts('contract', ...args)
    expect(code).toBe(1)
    expect(stderr).toContain('NotFoundException: promise: it exited with 3, and should exit with 4.')
    expect(stderr).toContain('program fails 1 of 20 cases. No contract was written.')
    await expect(readFile(join(pactDir, 'program-lightsail.json'))).rejects.toThrow('ENOENT')
  })

  test.each<[string[], string]>([
    [['--handles', 'x'], "required option '--exec <command>' not specified"],
    [['--exec', 'true', '--handles', '/no/such/file'], 'Failed to read the promises: ENOENT'],
  ])('%j is refused with exit code 2', async (args, problem) => {
    const { code, stderr } = await lightsailPorts('contract', ...args)
    expect([code, stderr]).toEqual([2, expect.stringContaining(problem)])
  })

  test('names a command that cannot be run', async () => {
    const args = ['--exec', '/no/such/program', '--handles', await handles(HANDLES)]
    const { code, stderr } = await lightsailPorts('contract', ...args)
    expect([code, stderr]).toEqual([2, expect.stringContaining('Failed to run "/no/such/program"')])
  })
})
