import { GetRegionsCommand, LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import fc from 'fast-check'
import {
  createLightsail,
  createVirtualClock,
  type LightsailOptions,
  type PrincipalDefinition,
} from 'lightsail-ports-testkit'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { budget, randomRuns } from '../../support/budget.ts'
import { doorNames, doors, type RawRequest, rawHeaders } from '../../support/doors.ts'
import { errorOf, signed } from '../../support/signing.ts'

const NOW = new Date('2026-01-31T12:00:00Z')
const deploy = { accessKeyId: 'AKIDDEPLOY', secretAccessKey: 'the-secret-of-deploy' }
const principal: PrincipalDefinition = {
  ...deploy,
  arn: 'arn:aws:iam::123456789012:user/deploy',
  policies: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }],
}
const verified: LightsailOptions = { auth: 'verify', principals: [principal], instances: ['web-1'] }

/** Returns the error that a request gets where signatures are verified. */
async function answerTo(request: RawRequest): Promise<string | undefined> {
  const lightsail = createLightsail({ ...verified, clock: createVirtualClock(NOW) })
  const { method = 'POST', path = '/', headers = {}, body = '{}' } = request
  await lightsail.handle({ method, path, headers: { host: 'lightsail.us-east-1.amazonaws.com', ...headers }, body })
  const { outcome } = lightsail.calls.last ?? {}
  // The Authorization header does not get into the journal.
  expect(JSON.stringify(lightsail.calls)).not.toMatch(/SECRET|[0-9a-f]{64}/)
  return outcome?.error
}

describe('of a signature that no SDK makes', () => {
  const valid = async (more: RawRequest = {}) => {
    await using door = await doors.requestHandler(verified)
    return signed(door, { ...deploy, date: NOW }, more)
  }
  const authorizationOf = async () => (await valid()).headers?.['authorization'] ?? ''
  const withAuthorization = async (authorization: string) => {
    const request = await valid()
    return answerTo({ ...request, headers: { ...request.headers, authorization } })
  }

  test('the valid request of these tests is accepted', async () => {
    expect(await answerTo(await valid())).toBeUndefined()
  })

  test.each([
    ['a word', 'SECRET', 'IncompleteSignature'],
    ['another scheme', 'Basic U0VDUkVU', 'IncompleteSignature'],
    ['nothing behind the algorithm', 'AWS4-HMAC-SHA256', 'IncompleteSignature'],
    ['only commas', 'AWS4-HMAC-SHA256 ,,,,,', 'IncompleteSignature'],
    ['a quarter of a million commas', `AWS4-HMAC-SHA256 ${','.repeat(250_000)}`, 'IncompleteSignature'],
    [
      'another algorithm',
      'AWS4-ECDSA-P256-SHA256 Credential=AKIDDEPLOY/20260131/us-east-1/lightsail/aws4_request, SignedHeaders=host, Signature=00',
      'IncompleteSignature',
    ],
    [
      'a scope of four parts',
      'AWS4-HMAC-SHA256 Credential=AKIDDEPLOY/20260131/us-east-1/lightsail, SignedHeaders=host, Signature=00',
      'IncompleteSignature',
    ],
    [
      'a scope of six parts',
      'AWS4-HMAC-SHA256 Credential=AKIDDEPLOY/20260131/us-east-1/lightsail/aws4_request/x, SignedHeaders=host, Signature=00',
      'IncompleteSignature',
    ],
    [
      'another end of the scope',
      'AWS4-HMAC-SHA256 Credential=AKIDDEPLOY/20260131/us-east-1/lightsail/aws5_request, SignedHeaders=host, Signature=00',
      'InvalidSignatureException',
    ],
    [
      'the host left out',
      'AWS4-HMAC-SHA256 Credential=AKIDDEPLOY/20260131/us-east-1/lightsail/aws4_request, SignedHeaders=x-amz-date, Signature=00',
      'InvalidSignatureException',
    ],
    [
      'parts of JavaScript as headers',
      'AWS4-HMAC-SHA256 Credential=AKIDDEPLOY/20260131/us-east-1/lightsail/aws4_request, SignedHeaders=__proto__;constructor;host, Signature=00',
      'InvalidSignatureException',
    ],
    [
      'a part of JavaScript as access key',
      'AWS4-HMAC-SHA256 Credential=__proto__/20260131/us-east-1/lightsail/aws4_request, SignedHeaders=host, Signature=00',
      'UnrecognizedClientException',
    ],
    [
      '10,000 signed headers that are not there',
      `AWS4-HMAC-SHA256 Credential=AKIDDEPLOY/20260131/us-east-1/lightsail/aws4_request, SignedHeaders=host;${Array.from({ length: 10_000 }, (_, index) => `x-${index}`).join(';')}, Signature=00`,
      'InvalidSignatureException',
    ],
  ])('%s is answered as AWS does', async (_what, authorization, error) => {
    expect(await withAuthorization(authorization)).toBe(error)
  })

  test('has each part once, in any order, and no other', async () => {
    const authorization = await authorizationOf()
    const [algorithm, credential, headers, signature] = authorization.replaceAll(',', '').split(' ')
    expect(await withAuthorization(`${algorithm} ${headers},${signature},${credential}`)).toBeUndefined()
    expect(await withAuthorization(`${authorization}, ${signature}`)).toBe('IncompleteSignature')
    expect(await withAuthorization(`${authorization}, Version=4`)).toBe('IncompleteSignature')
    expect(await withAuthorization(authorization.replace(/SignedHeaders=[^,]*/, 'SignedHeaders='))).toBe(
      'IncompleteSignature',
    )
    expect(await withAuthorization(authorization.replace(/[^=]*$/, (hex) => hex.toUpperCase()))).toBe(
      'InvalidSignatureException',
    )
  })

  test('the host has to be signed', async () => {
    await using door = await doors.requestHandler({ ...verified, clock: createVirtualClock(NOW) })
    const request = await signed(door, { ...deploy, date: NOW })
    const authorization = request.headers?.['authorization']?.replace('host;', '') ?? ''
    const error = await errorOf(door.raw({ ...request, headers: { ...request.headers, authorization } }))
    expect(error?.message).toContain("'Host' or ':authority' must be a 'SignedHeader'")
  })

  test('a header that was signed empty may not go', async () => {
    const request = await valid({ headers: { 'x-empty': '' } })
    expect(await answerTo(request)).toBeUndefined()
    const { 'x-empty': _gone, ...headers } = request.headers ?? {}
    expect(await answerTo({ ...request, headers })).toBe('InvalidSignatureException')
  })

  test('x-amz-date counts before Date, and an empty token counts as a token', async () => {
    const { headers = {} } = await valid()
    expect(await answerTo({ headers: { ...headers, date: 'Sat, 31 Jan 2015 12:00:00 GMT' } })).toBeUndefined()
    expect(await answerTo({ headers: { ...headers, 'x-amz-security-token': '' } })).toBe('UnrecognizedClientException')
  })

  test('an empty Authorization header counts as absent', async () => {
    const lightsail = createLightsail()
    const headers = { ...rawHeaders('GetRegions'), authorization: '' }
    await lightsail.handle({ method: 'POST', path: '/', headers, body: '{}' })
    expect(lightsail.calls.last?.outcome.error).toBe('UnauthenticatedException')
  })

  test('a pre-signed request has to expire, but may live for days, and may leave its payload out', async () => {
    await using door = await doors.requestHandler(verified)
    const days = await signed(door, { ...deploy, date: new Date(NOW.getTime() - 3_600_000), expiresIn: 86_400 })
    expect(await answerTo(days)).toBeUndefined()
    const path = days.path?.replace(/X-Amz-Expires=\d+&?/, '') ?? ''
    expect(await answerTo({ ...days, path })).toBe('IncompleteSignature')
  })

  test('credentials without a token expire, too', async () => {
    const lightsail = createLightsail({
      ...verified,
      clock: createVirtualClock(NOW),
      principals: [{ ...principal, expiration: NOW }],
    })
    const { headers = {} } = await valid()
    const host = 'lightsail.us-east-1.amazonaws.com'
    await lightsail.handle({ method: 'POST', path: '/', headers: { host, ...headers }, body: '{}' })
    expect(lightsail.calls.last?.outcome.error).toBe('ExpiredTokenException')
  })

  test('10,000 signed headers that are there are verified like one', async () => {
    const headers = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`x-${index}`, `${index}`]))
    const request = await valid({ headers })
    expect(await answerTo(request)).toBeUndefined()
    expect(await answerTo({ ...request, headers: { ...request.headers, 'x-9999': '' } })).toBe(
      'InvalidSignatureException',
    )
  })

  test.each([
    ['none', undefined],
    ['an empty one', ''],
    ['a year', '2026'],
    ['the 31st of February', '20260231T120000Z'],
    ['hour 25', '20260131T250000Z'],
    ['a date before the calendar', '00000000T000000Z'],
    ['extended ISO 8601', '2026-01-31T12:00:00Z'],
    ['10,000 digits', '2'.repeat(10_000)],
    ['words', 'Sat, 99 Jan 2026 12:00:00 GMT'],
  ])('%s as a date is an IncompleteSignature', async (_what, date) => {
    const { 'x-amz-date': _given, ...headers } = (await valid()).headers ?? {}
    expect(await answerTo({ headers: { ...headers, ...(date !== undefined && { 'x-amz-date': date }) } })).toBe(
      'IncompleteSignature',
    )
  })

  test.each(['00010101T000000Z', '99991231T235959Z'])('the date %s is an InvalidSignatureException', async (date) => {
    const { headers } = await valid()
    expect(await answerTo({ headers: { ...headers, 'x-amz-date': date } })).toBe('InvalidSignatureException')
  })

  test('the Date header will do, in either form', async () => {
    for (const date of ['20260131T120000Z', 'Sat, 31 Jan 2026 12:00:00 GMT']) {
      const request = await valid({ headers: { date } })
      const { 'x-amz-date': _signed, ...headers } = request.headers ?? {}
      // It is not what was signed, but it is understood: the scope and the age fit.
      expect(await answerTo({ ...request, headers: { ...headers, date } })).toBe('InvalidSignatureException')
    }
  })

  test.each([
    ['', 'IncompleteSignature'],
    ['-1', 'IncompleteSignature'],
    ['604801', 'IncompleteSignature'],
    ['1e3', 'IncompleteSignature'],
    ['604800', 'InvalidSignatureException'],
  ])('an expiry of %j is an %s', async (expires, error) => {
    await using door = await doors.requestHandler(verified)
    const request = await signed(door, { ...deploy, date: NOW, expiresIn: 60 })
    const path = request.path?.replace(/X-Amz-Expires=\d+/, `X-Amz-Expires=${expires}`)
    expect(await answerTo({ ...request, ...(path !== undefined && { path }) })).toBe(error)
  })

  test('a pre-signed request whose names are escaped is accepted', async () => {
    await using door = await doors.requestHandler(verified)
    const request = await signed(door, { ...deploy, date: NOW, expiresIn: 60 })
    const path = request.path?.replaceAll('X-Amz-', '%58-%41mz-')
    expect(path).toContain('%58-%41mz-Signature=')
    expect(await answerTo({ ...request, ...(path !== undefined && { path }) })).toBeUndefined()
  })

  test('both forms at once are an InvalidSignatureException', async () => {
    await using door = await doors.requestHandler(verified)
    const request = await signed(door, { ...deploy, date: NOW, expiresIn: 60 })
    const headers = { ...request.headers, authorization: await authorizationOf() }
    expect(await answerTo({ ...request, headers })).toBe('InvalidSignatureException')
  })

  test('a malformed signature is always an error of signatures', async () => {
    const authorization = await authorizationOf()
    const { headers = {} } = await valid()
    const garbage = fc.oneof(
      fc.string({ unit: 'binary-ascii' }),
      fc.constantFrom(',', '=', '/', ';', ' ', '%', '\u0000'),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.nat(authorization.length),
        fc.nat(20),
        garbage,
        fc.constantFrom('authorization', 'x-amz-date', 'x-amz-security-token'),
        async (at, length, text, name) => {
          const before = headers[name] ?? ''
          const value = before.slice(0, at) + text + before.slice(at + length)
          const error = await answerTo({ headers: { ...headers, [name]: value } })
          expect([
            undefined,
            'IncompleteSignature',
            'InvalidSignatureException',
            'UnrecognizedClientException',
            'UnauthenticatedException',
          ]).toContain(error)
          // Only what was signed is let in: of the header itself white space may differ.
          if (error === undefined) expect(value.replaceAll(/\s/g, '')).toBe(before.replaceAll(/\s/g, ''))
        },
      ),
      { numRuns: randomRuns(1000) },
    )
  })
})

describe.each(doorNames)('through %s', (door) => {
  test("the SDK's clock is corrected by the Date of the reply", async () => {
    const clock = { now: () => Date.now() + 3_600_000 }
    await using open = await doors[door]({ ...verified, clock })
    const client = open.client({ credentials: { ...deploy }, maxAttempts: 3 })
    const put = () => client.send(new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos: [] }))
    await put()
    await put()
    expect([...open.lightsail.calls].map(({ outcome }) => outcome.error)).toEqual([
      'InvalidSignatureException',
      undefined,
      undefined,
    ])
  })

  test('a clock that cannot be caught up with is given up', async () => {
    let ahead = 0
    // Every look at it is an hour later.
    const clock = { now: () => Date.now() + ++ahead * 3_600_000 }
    await using open = await doors[door]({ ...verified, clock })
    const client = open.client({ credentials: { ...deploy }, maxAttempts: 3 })
    await expect(client.send(new GetRegionsCommand())).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      $metadata: { attempts: 3 },
    })
    expect(open.lightsail.calls.length).toBe(3)
  })

  test('another Region in the scope than in the host is an InvalidSignatureException', async () => {
    await using open = await doors[door]({ ...verified, clock: createVirtualClock(NOW) })
    const request = await signed(open, { ...deploy, date: NOW, region: 'eu-west-1' })
    const error = await errorOf(open.raw(request))
    // A host of one's own names none, and then the scope says which Region is called.
    if (door === 'http') expect([error, open.lightsail.calls.last?.region]).toEqual([undefined, 'eu-west-1'])
    else expect(error?.message).toBe("Credential should be scoped to a valid region, not 'eu-west-1'.")
  })
})

describe('the principal of a verified request', () => {
  const denied = { ...principal, policies: [] }
  const lightsail = () =>
    createLightsail({
      ...verified,
      clock: createVirtualClock(NOW),
      principals: [denied],
      throttling: { rate: 0, burst: 3 },
    })
  const wire = ({ method = 'POST', path = '/', headers = {}, body = '{}' }: RawRequest) => ({
    method,
    path,
    body,
    headers: { host: 'lightsail.us-east-1.amazonaws.com', ...headers },
  })
  const signedAs = async (expiresIn?: number) => {
    await using door = await doors.requestHandler(verified)
    return signed(door, { ...deploy, date: NOW, ...(expiresIn !== undefined && { expiresIn }) })
  }

  test('is decided by its signature, however its credential is spaced', async () => {
    const service = lightsail()
    const request = await signedAs()
    for (const spaced of ['Credential=', 'Credential= ', 'Credential =']) {
      const authorization = request.headers?.['authorization']?.replace('Credential=', spaced) ?? ''
      await service.handle(wire({ ...request, headers: { ...request.headers, authorization } }))
      expect(service.calls.last?.outcome.error).toBe('AccessDeniedException')
      expect(service.calls.last?.principal).toBe(principal.arn)
    }
    await service.handle(wire(request))
    expect(service.calls.last?.outcome.error).toBe('ThrottlingException')
  })

  test('is not hidden by a query of two question marks', async () => {
    const service = lightsail()
    const request = await signedAs(60)
    await service.handle(wire({ ...request, path: `/?${request.path?.slice(1)}` }))
    expect(service.calls.last?.outcome.error).toBe('IncompleteSignature')
  })

  test('is looked up again if the world has changed meanwhile', async () => {
    const service = lightsail()
    const other = { ...principal, accessKeyId: 'AKIDOTHER' }
    for (const principals of [[other], [{ ...principal, secretAccessKey: 'another' }], []]) {
      service.load({ principals: [principal] })
      const handled = service.handle(wire(await signedAs()))
      service.load({ principals })
      await handled
      expect(service.calls.last?.outcome.error).toBe('UnrecognizedClientException')
    }
  })

  test('names the headers in their order, each of them once', async () => {
    const request = await signedAs()
    const authorization = request.headers?.['authorization'] ?? ''
    const [, list = ''] = /SignedHeaders=([^,]*)/.exec(authorization) ?? []
    for (const other of [list.split(';').toReversed().join(';'), list.replace('host', 'host;host')]) {
      const headers = { ...request.headers, authorization: authorization.replace(list, other) }
      expect(await answerTo({ ...request, headers })).toBe('InvalidSignatureException')
    }
  })

  test('is dropped if its sender has aborted', async () => {
    await using open = await doors.requestHandler({ ...verified, clock: createVirtualClock(NOW) })
    const giveUp = new AbortController()
    const { headers = {}, body = '' } = await signedAs()
    const handled = open.lightsail.requestHandler.handle(
      { method: 'POST', path: '/', hostname: open.host, headers, body },
      { abortSignal: giveUp.signal },
    )
    giveUp.abort()
    await expect(handled).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('throttling', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  test.each(['standard', 'adaptive'])('the %s retry mode of the SDK lives with it', async (retryMode) => {
    const lightsail = createLightsail({ instances: ['web-1'], throttling: { rate: 5, burst: 5 } })
    const { requestHandler } = lightsail
    const client = new LightsailClient({
      region: 'us-east-1',
      credentials: { ...deploy },
      requestHandler,
      retryMode,
      maxAttempts: 10,
    })
    // The client loads some modules late: it has to do so before the timers are fake.
    await client.send(new GetRegionsCommand())
    lightsail.calls.clear()
    vi.useFakeTimers()
    const put = () => client.send(new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos: [] }))
    const all = Promise.all(Array.from({ length: 15 }, put))
    await vi.advanceTimersByTimeAsync(120_000)
    await all
    const errors = [...lightsail.calls].map(({ outcome }) => outcome.error)
    expect(errors.filter((error) => error === undefined)).toHaveLength(15)
    expect(new Set(errors)).toEqual(new Set([undefined, 'ThrottlingException']))
  })

  test.each([
    [{ rate: -1, burst: 1 }],
    [{ rate: 1, burst: 0 }],
    [{ rate: Number.NaN, burst: 1 }],
    [{ rate: '1', burst: 1 }],
    [{ rate: 1 }],
    [{ rate: 1, burst: 1, brust: 2 }],
    [5],
  ])('of %j is refused', (throttling) => {
    expect(() => createLightsail({ throttling: throttling as never })).toThrow(/throttling .*\{ rate: 5, burst: 10 \}/)
  })

  test('a reset fills the buckets', async () => {
    await using open = await doors.requestHandler({ throttling: { rate: 0, burst: 1 } })
    const ask = () => errorOf(open.raw({ headers: rawHeaders('GetRegions'), body: '{}' }))
    expect([await ask(), (await ask())?.name]).toEqual([undefined, 'ThrottlingException'])
    open.lightsail.reset()
    expect(await ask()).toBeUndefined()
  })

  test('a bucket never holds more than its burst, and no time fills it twice', async () => {
    const clock = { at: NOW.getTime(), now: () => clock.at }
    await using open = await doors.requestHandler({ clock, throttling: { rate: 1, burst: 1 } })
    const ask = async () => (await errorOf(open.raw({ headers: rawHeaders('GetRegions'), body: '{}' })))?.name
    expect([await ask(), await ask()]).toEqual([undefined, 'ThrottlingException'])
    clock.at += 3_600_000
    expect([await ask(), await ask()]).toEqual([undefined, 'ThrottlingException'])
    clock.at -= 5000
    expect(await ask()).toBe('ThrottlingException')
    clock.at += 1000
    expect([await ask(), await ask()]).toEqual([undefined, 'ThrottlingException'])
  })

  test('two access keys of one principal share a bucket', async () => {
    const principals = ['AKIDONE', 'AKIDTWO'].map((accessKeyId) => ({ ...principal, accessKeyId }))
    const lightsail = createLightsail({ principals, throttling: { rate: 0, burst: 1 } })
    for (const { accessKeyId } of principals) {
      const headers = rawHeaders('GetRegions')
      const authorization = headers['authorization']?.replace('AKIAIOSFODNN7EXAMPLE', accessKeyId) ?? ''
      await lightsail.handle({ method: 'POST', path: '/', headers: { ...headers, authorization }, body: '{}' })
    }
    expect(lightsail.calls.last?.outcome.error).toBe('ThrottlingException')
  })

  test('the number of buckets is bounded, and a clock that is set back takes no tokens away', async () => {
    const clock = { at: NOW.getTime(), now: () => clock.at }
    const lightsail = createLightsail({ clock, throttling: { rate: 1, burst: 1 }, maxCalls: 1 })
    const ask = async (key: string) => {
      const headers = rawHeaders('GetRegions')
      const authorization = headers['authorization']?.replace('AKIAIOSFODNN7EXAMPLE', key) ?? ''
      await lightsail.handle({ method: 'POST', path: '/', headers: { ...headers, authorization }, body: '{}' })
      return lightsail.calls.last?.outcome.error
    }
    expect(await ask('FIRST')).toBeUndefined()
    expect(await ask('FIRST')).toBe('ThrottlingException')
    clock.at -= 5000
    expect(await ask('FIRST')).toBe('ThrottlingException')
    for (let index = 0; index < 10_000; index++) await ask(`KEY${index}`)
    expect(await ask('FIRST')).toBeUndefined()
  })
})

describe('a secret', () => {
  const session = {
    accessKeyId: 'ASIASESSION',
    secretAccessKey: 'secret-of-a-session',
    sessionToken: 'token-of-a-session',
  }

  test('is not exported, and stays where a world without it is loaded', async () => {
    await using open = await doors.requestHandler({
      ...verified,
      principals: [principal, { ...principal, ...session, expiration: new Date('2099-01-01T00:00:00Z') }],
    })
    const { lightsail } = open
    const world = lightsail.export()
    expect(JSON.stringify(world)).not.toMatch(/secret|token-of/)
    expect(world.principals).toMatchObject([
      { accessKeyId: 'AKIDDEPLOY', policies: principal.policies },
      { accessKeyId: 'ASIASESSION', expiration: '2099-01-01T00:00:00.000Z' },
    ])
    lightsail.load(world)
    for (const credentials of [{ ...deploy }, { ...session }])
      await open.client({ credentials }).send(new GetRegionsCommand())
    lightsail.load({ instances: ['web-1'] })
    lightsail.load(world)
    await expect(open.client({ credentials: { ...deploy } }).send(new GetRegionsCommand())).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      tip: expect.stringContaining('without its secretAccessKey'),
    })
    lightsail.reset()
    await open.client({ credentials: { ...session } }).send(new GetRegionsCommand())
    // A token that is given without its secret is not passed over.
    lightsail.load({ principals: [{ ...principal, ...session, secretAccessKey: undefined, sessionToken: 'another' }] })
    await expect(open.client({ credentials: { ...session } }).send(new GetRegionsCommand())).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    })
  })

  test('is forgotten by a reset, if the first world did not know it', async () => {
    const { secretAccessKey: _none, ...unknown } = principal
    await using open = await doors.requestHandler({ ...verified, principals: [unknown] })
    open.lightsail.load({ principals: [principal] })
    open.lightsail.reset()
    await expect(open.client({ credentials: { ...deploy } }).send(new GetRegionsCommand())).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    })
  })

  test.each([
    [{ principals: ['AKIA:hidden'] }],
    [{ principals: [{ ...principal, accessKeyId: 'hidden/key' }] }],
    [{ principals: [{ ...principal, secretAccessKey: { hidden: 'hidden' } }] }],
    [{ principals: [{ ...principal, sessionToken: ['hidden'] }] }],
    [{ principals: [{ ...principal, secretAccessKey: 7_777_777 }] }],
    [{ principals: [{ ...principal, arn: 'hidden' }] }],
    [{ principals: [{ ...principal, tags: 'hidden' }] }],
    [{ principals: 'hidden' }],
  ])('is not told when %j is refused', (options) => {
    expect(() => createLightsail(options as never)).toThrow(/principals/)
    expect(() => createLightsail(options as never)).not.toThrow(/hidden|7777777/)
  })

  test('an invalid principal is refused with its problems', () => {
    const refused = (more: object) => () => createLightsail({ principals: [{ ...principal, ...more }] })
    expect(refused({ secret: 'x' })).toThrow('principals[0].secret: unknown member')
    expect(refused({ arn: 'arn:aws:lightsail:us-east-1:123456789012:Instance/x' })).toThrow(
      'is not the ARN of a principal',
    )
    expect(refused({ arn: 'arn:aws:iam::1234:user/deploy' })).toThrow('is not the ARN of a principal')
    expect(refused({ secretAccessKey: '' })).toThrow('principals[0].secretAccessKey')
    expect(refused({ sourceIp: '203.0.113.0/24' })).toThrow('principals[0].sourceIp: is not an IP address')
    expect(refused({ tags: { Team: 'a', team: 'b' } })).toThrow('has keys that differ in their case alone')
    expect(refused({ tags: { a: 'x'.repeat(257) } })).toThrow('values of up to 256 characters')
    expect(refused({ arn: 'arn:aws:sts::123456789012:root' })).toThrow('is not the ARN of a principal')
    expect(refused({ arn: 'arn:aws:iam::123456789012:user/x:root' })).toThrow('is not the ARN of a principal')
    expect(refused({ expiration: 'tomorrow' })).toThrow('principals[0].expiration')
    expect(refused({ expiration: new Date(Number.NaN) })).toThrow('principals[0].expiration')
    expect(() => createLightsail({ principals: [principal, principal] })).toThrow(
      'principals[1].accessKeyId: is that of another principal already',
    )
  })

  test('the export of a principal is complete, and a copy', () => {
    const tags = { team: 'web' }
    const given = { ...principal, tags, sourceIp: '203.0.113.9' }
    const lightsail = createLightsail({ principals: [given] })
    const { secretAccessKey: _secret, ...shown } = structuredClone(given)
    tags.team = 'data'
    const exported = lightsail.export().principals
    expect(exported).toEqual([shown])
    Object.assign(exported?.[0]?.policies?.[0] ?? {}, { Statement: [] })
    expect(lightsail.export().principals).toEqual([shown])
  })

  test('credentials that a client has used are accepted', async () => {
    const credentials = { ...deploy }
    new LightsailClient({ region: 'us-east-1', credentials, requestHandler: createLightsail().requestHandler })
      .send(new GetRegionsCommand())
      .catch(() => {})
    await vi.waitUntil(() => Object.hasOwn(credentials, '$source'), { interval: 5, timeout: budget(5000) })
    const used = { ...credentials, accountId: '123456789012', credentialScope: 'us-east-1' }
    expect(createLightsail({ principals: [{ ...principal, ...used }] }).export().principals).toHaveLength(1)
  })
})
