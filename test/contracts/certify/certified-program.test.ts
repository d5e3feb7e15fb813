import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Card, type CertifyOptions, certifyConsumer, textReport } from 'lightsail-ports-testkit/certify'
import { describe, expect, test, vi } from 'vitest'
import { inGroup } from '../../support/run.ts'
import { program } from './program.ts'

const certify = (exec: string, options: Partial<CertifyOptions> = {}): Promise<Card> =>
  certifyConsumer({ name: 'program', exec, situations: ['fresh-instance'], deadline: 20_000, ...options })

const wanting = ({ situations }: Card): string[] =>
  situations.flatMap(({ name, judgements }) =>
    judgements.filter(({ verdict }) => verdict !== 'pass').map((one) => `${name}/${one.name}`),
  )

const reason = (card: Card, judgement: string): string | undefined =>
  card.situations[0]?.judgements.find(({ name }) => name === judgement)?.reason

describe('a program', () => {
  test('that does the job passes, also in situations in which it has to fail', async () => {
    const situations = ['fresh-instance', 'access-denied', 'commit-then-drop', 'throttled-for-good', 'never-answers']
    const card = await certify(program('await merge()'), { situations })
    expect(wanting(card), textReport(card)).toEqual([])
    expect(card.situations.map(({ name, outcome }) => [name, outcome.slice(0, 13)])).toEqual([
      ['fresh-instance', 'exited with 0'],
      ['access-denied', 'exited with 1'],
      ['throttled-for-good', 'exited with 1'],
      ['commit-then-drop', 'exited with 0'],
      ['never-answers', 'exited with 1'],
    ])
  })

  test('that swallows its errors fails reports-failure', async () => {
    const exec = program(`await merge().catch((error) => console.error('Something is wrong'))`)
    expect(wanting(await certify(exec, { situations: ['access-denied'] }))).toEqual(['access-denied/reports-failure'])
  })

  test('that does not say what went wrong fails keeps-error-name', async () => {
    const exec = program(`await merge().catch((error) => { console.error('Something is wrong'); process.exit(3) })`)
    const card = await certify(exec, { situations: ['access-denied', 'not-found'] })
    expect(wanting(card)).toEqual(['access-denied/keeps-error-name', 'not-found/keeps-error-name'])
    expect(card.situations[0]).toMatchObject({
      outcome: 'exited with 3: Something is wrong',
      printed: 'Something is wrong\n',
    })
  })

  test('that prints its secret in two pieces fails no-secret, and its output is kept with stars', async () => {
    const exec = program(`
      const { AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token = secret } = process.env
      process.stdout.write(secret.slice(0, 9)); await merge(); process.stdout.write(secret.slice(9) + '|' + token)`)
    const card = await certify(exec)
    expect(wanting(card)).toEqual(['fresh-instance/no-secret'])
    expect(card.situations[0]?.printed).toBe('***|***')
  })

  test('gets the credentials and the endpoint of the situation, and no other profile or proxy', async () => {
    vi.stubEnv('AWS_PROFILE', 'production')
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', 'http://127.0.0.1:1')
    vi.stubEnv('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'true')
    vi.stubEnv('https_proxy', 'http://127.0.0.1:1')
    vi.stubEnv('AWS_MAX_ATTEMPTS', '5')
    const card = await certify(`env | grep -iE '^(aws_|lightsail_|[a-z]+_proxy=)' | sort`, { accepts: [] })
    vi.unstubAllEnvs()
    expect(card.situations[0]?.printed.replaceAll(/127.0.0.1:\d+/g, 'HOST')).toBe(
      [
        'AWS_ACCESS_KEY_ID=AKIACONTRACT',
        'AWS_CONFIG_FILE=/dev/null',
        'AWS_DEFAULT_REGION=us-east-1',
        'AWS_EC2_METADATA_DISABLED=true',
        'AWS_ENDPOINT_URL=http://HOST',
        'AWS_ENDPOINT_URL_LIGHTSAIL=http://HOST',
        'AWS_MAX_ATTEMPTS=5',
        'AWS_PAGER=',
        'AWS_REGION=us-east-1',
        'AWS_SECRET_ACCESS_KEY=***',
        'AWS_SHARED_CREDENTIALS_FILE=/dev/null',
        'LIGHTSAIL_INSTANCE=web-1',
        'LIGHTSAIL_PORTS=[{"protocol":"tcp","fromPort":80,"toPort":80},{"protocol":"tcp","fromPort":443,"toPort":443}]',
        'NO_PROXY=127.0.0.1,localhost',
        '',
      ].join('\n'),
    )
  })

  test('gets its placeholders filled in', async () => {
    const card = await certify(`printf '%s\n' {endpoint} {region} "{instance}" '{ports}' {other}`)
    expect(card.situations[0]?.printed.split('\n').slice(1)).toEqual([
      'us-east-1',
      'web-1',
      '[{"protocol":"tcp","fromPort":80,"toPort":80},{"protocol":"tcp","fromPort":443,"toPort":443}]',
      '{other}',
      '',
    ])
  })
})

describe('a program with a mistake', () => {
  test.each(['no-such-program --sync', '/dev/null', './no/such/file'])(
    '%s cannot be run, which is an error at once',
    async (exec) => {
      const failing = certify(exec, { situations: undefined })
      await expect(failing).rejects.toMatchObject({ name: 'CommandNotFoundError' })
      await expect(failing).rejects.toThrow(/Failed to run .*not found|Failed to run .*[Pp]ermission denied/)
    },
  )

  test('a program that ignores the endpoint fails, and no other situation is run', async () => {
    const card = await certify('exit 0', { situations: undefined })
    expect(card.situations).toHaveLength(1)
    expect(reason(card, 'sends-a-request')).toMatch(/^no request arrived: .* The other \d+ situations were not run$/)
  })

  test('a program may print 200 MB: the end is kept, and memory is not used up', async () => {
    const before = process.memoryUsage().rss
    const card = await certify(`head -c 200000000 /dev/zero | tr '\\0' x; echo; echo the end`)
    expect(card.situations[0]?.printed).toMatch(/x\nthe end\n$/)
    expect(card.situations[0]?.printed.length).toBeLessThan(100_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
  })

  test('a program may print a hundred thousand lines', async () => {
    const card = await certify(`yes 'a line' | head -n 100000`, { deadline: 15_000 })
    expect(card.situations[0]?.outcome).toBe('exited with 0')
  })

  test('the card of a program that waits for ever names the options for a time-out', async () => {
    const card = await certify(
      `curl -s {endpoint} -H 'X-Amz-Target: Lightsail_20161128.PutInstancePublicPorts' -H 'Authorization: AWS4-HMAC-SHA256 Credential=AKIACONTRACT/20260101/us-east-1/lightsail/aws4_request, SignedHeaders=host, Signature=0' -H 'X-Amz-Date: 20260101T000000Z' -d '{}'`,
      {
        situations: ['never-answers'],
        deadline: 500,
      },
    )
    expect(reason(card, 'terminates')).toMatch(/its request 1 had waited 500 ms for a reply\. .*read_timeout \(boto3\)/)
  })

  test('children of a program may end a moment after it, and their output is kept', async () => {
    const card = await certify('(sleep 0.1; echo late) & echo early')
    expect(card.situations[0]).toMatchObject({ printed: 'early\nlate\n', outcome: 'exited with 0' })
  })

  test('a program may print the name of the error long before it ends', async () => {
    const card = await certify(
      program(
        `await merge().catch((error) => { console.error(error.name); process.stdout.write('x'.repeat(100_000)); process.exitCode = 1 })`,
      ),
      {
        situations: ['access-denied'],
      },
    )
    expect(wanting(card)).toEqual([])
  })

  test('a command that the system does not accept is refused', async () => {
    await expect(certify('echo \0')).rejects.toThrow(/exec has a null character in it/)
    await expect(certify(`echo ${'x'.repeat(3_000_000)}`)).rejects.toMatchObject({ name: 'CommandNotFoundError' })
  })

  test('a program that ends by a signal has failed', async () => {
    const card = await certify('kill -SEGV $$')
    expect(card.situations[0]?.outcome).toBe('was ended by SIGSEGV')
    expect(reason(card, 'sends-a-request')).toMatch(/\. It was ended by SIGSEGV$/)
  })

  test.each([
    ['hangs with its children', 'sleep 1000 & sleep 1000', /It was stopped: it had sent no request for 1000 ms/],
    [
      'ignores SIGTERM',
      `trap '' TERM; sleep 1000 & wait; sleep 1000`,
      /It was stopped: it had sent no request for 1000 ms/,
    ],
    ['leaves something running', 'sleep 1000 & exit 0', /It ended, and left something running/],
  ])('the whole group of a program that %s is ended', async (_what, code, problem) => {
    const pids = join(tmpdir(), `lightsail-ports-${process.pid}-${Math.random()}`)
    // The shell writes its own group down.
    const card = await certify(`echo $$ > '${pids}'; ${code}`, { deadline: 200 })
    expect(reason(card, 'sends-a-request')).toMatch(problem)
    const group = (await readFile(pids, 'utf8')).trim()
    await rm(pids)
    await vi.waitFor(() => expect(inGroup(group)).toEqual([]))
  })

  test('an abort ends the program that runs', async () => {
    const ended = new AbortController()
    const pids = join(tmpdir(), `lightsail-ports-${process.pid}-${Math.random()}`)
    const running = certify(`echo $$ > '${pids}'; sleep 1000`, { signal: ended.signal })
    const group = await vi.waitFor(async () => {
      const [pid] = (await readFile(pids, 'utf8')).match(/^\d+(?=\n)/) ?? []
      if (pid === undefined) throw new Error('The program has not begun')
      return pid
    })
    ended.abort(new Error('enough'))
    await expect(running).rejects.toThrow('enough')
    await rm(pids)
    await vi.waitFor(() => expect(inGroup(group)).toEqual([]))
  })
})
