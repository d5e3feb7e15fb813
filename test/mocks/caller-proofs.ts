import {
  GetInstanceCommand,
  type LightsailClientConfig,
  PutInstancePublicPortsCommand,
} from '@aws-sdk/client-lightsail'
import {
  type BehaviourId,
  createVirtualClock,
  type LightsailOptions,
  type PrincipalDefinition,
} from 'lightsail-ports-testkit'
import { expect } from 'vitest'
import { type RawRequest, rawHeaders } from '../support/doors.ts'
import { type Proof, tcp, web1 } from '../support/proof.ts'
import { errorOf, type Signing, signed } from '../support/signing.ts'

const ACCOUNT = 'arn:aws:iam::123456789012'
const deploy = { accessKeyId: 'AKIDDEPLOY', secretAccessKey: 'the-secret-of-deploy' } as const
const session = {
  accessKeyId: 'ASIASESSION',
  secretAccessKey: 'the-secret-of-a-session',
  sessionToken: 'FwoGZXIv+/=',
} as const
const NOW = new Date('2026-01-31T12:00:00Z')

function allow(action: string, more: object = {}): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*', ...more }] }
}

const principals: readonly PrincipalDefinition[] = [
  { ...deploy, arn: `${ACCOUNT}:user/ci/deploy`, tags: { team: 'web' }, policies: [allow('lightsail:*')] },
  { ...session, arn: 'arn:aws:sts::123456789012:assumed-role/sync/one', policies: [allow('lightsail:*')] },
]

/** The options of the services that the rows about callers are proved with. */
export function callerOptions(id: BehaviourId): LightsailOptions {
  if (VERIFIED.has(id)) return { auth: 'verify', principals, clock: createVirtualClock(NOW) }
  if (id === 'throttling') return { throttling: { rate: 0.5, burst: 2 }, clock: createVirtualClock(NOW) }
  return Object.hasOwn(callerProofs, id) ? { principals } : {}
}

const VERIFIED = new Set<BehaviourId>([
  'signature-verified',
  'signature-headers',
  'signature-incomplete',
  'signature-scope',
  'signature-age',
  'presigned',
  'unsigned-payload',
  'session-token',
  'token-expired',
])

const FROM_NOW: Signing = { ...deploy, date: NOW }
/** A date that many minutes off. */
const off = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)

/** The error of a request that is signed like this, or `undefined`. */
async function answer(it: Proof, signing: Partial<Signing>, request: RawRequest = {}) {
  return errorOf(it.door.raw(await signed(it.door, { ...FROM_NOW, ...signing }, request)))
}

/** The same, spoiled after it was signed. */
async function answerTo(it: Proof, spoil: (request: RawRequest) => RawRequest, signing: Partial<Signing> = {}) {
  return errorOf(it.door.raw(spoil(await signed(it.door, { ...FROM_NOW, ...signing }))))
}

const client = (it: Proof, credentials: NonNullable<LightsailClientConfig['credentials']>) =>
  it.door.client({ credentials, systemClockOffset: it.lightsail.clock.now() - Date.now() })

async function nameOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'success',
    (error: Error) => error.name,
  )
}

/** Proofs of a world with these policies: what a Put of the SDK comes to. */
async function put(it: Proof, ...policies: object[]): Promise<string> {
  const tags = { team: 'web' }
  const world = { principals: [{ ...deploy, arn: `${ACCOUNT}:user/ci/deploy`, tags, policies }] }
  it.lightsail.load({
    instances: [
      { name: web1, tags },
      { name: 'db-1', tags: { team: 'data' } },
    ],
    ...world,
  })
  return nameOf(it.put([tcp(22)], web1, client(it, deploy)))
}

type CallerProofs = Record<
  Exclude<
    Extract<
      BehaviourId,
      | 'principal-by-scope'
      | `access-${string}`
      | `signature-${string}`
      | 'presigned'
      | 'unsigned-payload'
      | 'session-token'
      | 'token-expired'
      | 'throttling'
    >,
    'access-from'
  >,
  (proof: Proof) => Promise<void>
>

/** The proof of every row about callers, through a real SDK, or through requests that its signer has signed. */
export const callerProofs: CallerProofs = {
  async 'principal-by-scope'(it) {
    await it.put([tcp(22)], web1, client(it, deploy))
    await it.put([tcp(22)], web1, client(it, session))
    expect([...it.lightsail.calls].map(({ principal }) => principal)).toEqual(principals.map(({ arn }) => arn))
    expect(JSON.stringify(it.lightsail.calls)).not.toMatch(/AKID|ASIA|the-secret|FwoGZXIv/)
    it.lightsail.load({ instances: [web1] })
    await it.put([tcp(22)], web1, client(it, { accessKeyId: 'AKIDANYBODY', secretAccessKey: 'any' }))
    expect(it.lightsail.calls.last?.principal).toBeUndefined()
  },
  async 'access-key-unknown'(it) {
    const unknown = { accessKeyId: 'AKIDUNKNOWN', secretAccessKey: deploy.secretAccessKey }
    const error = await it.put([tcp(22)], web1, client(it, unknown)).catch((thrown) => thrown)
    expect(error.name).toBe('UnrecognizedClientException')
    expect(error.message).toBe('The security token included in the request is invalid.')
  },
  async 'signature-verified'(it) {
    await it.put([tcp(443)], web1, client(it, deploy))
    expect(await it.lightsail.instances.get(web1).ports).toMatchObject([{ fromPort: 443 }])
    const wrong = client(it, { ...deploy, secretAccessKey: 'another' })
    const error = await it.put([tcp(22)], web1, wrong).catch((thrown) => thrown)
    expect(error.name).toBe('InvalidSignatureException')
    expect(error.message).toContain('Check your AWS Secret Access Key and signing method')
    expect(it.lightsail.instances.get(web1).ports).toMatchObject([{ fromPort: 443 }])
    expect(await answerTo(it, (request) => ({ ...request, body: '{ }' }))).toMatchObject({ name: error.name })
  },
  async 'signature-headers'(it) {
    // botocore signs four headers; whatever else is sent may change on its way.
    expect(await answerTo(it, (one) => ({ ...one, headers: { ...one.headers, 'x-request-id': '1' } }))).toBeUndefined()
    const custom = { headers: { 'x-custom': ' a   b ' } }
    expect(await answer(it, {}, custom)).toBeUndefined()
    const changed = await signed(it.door, FROM_NOW, custom)
    expect(await errorOf(it.door.raw({ ...changed, headers: { ...changed.headers, 'x-custom': 'c' } }))).toMatchObject({
      name: 'InvalidSignatureException',
    })
    const { 'x-custom': _gone, ...without } = changed.headers ?? {}
    expect(await errorOf(it.door.raw({ ...changed, headers: without }))).toMatchObject({
      name: 'InvalidSignatureException',
    })
  },
  async 'signature-incomplete'(it) {
    const authorization = (text: string) => (request: RawRequest) => ({
      ...request,
      headers: { ...request.headers, authorization: text },
    })
    expect(await answerTo(it, authorization('AWS4-HMAC-SHA256 SignedHeaders=host'))).toEqual({
      name: 'IncompleteSignature',
      message:
        "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter.",
    })
    expect(await answerTo(it, authorization('Bearer abc'))).toMatchObject({ name: 'IncompleteSignature' })
  },
  async 'signature-scope'(it) {
    expect(await answer(it, { service: 'Lightsail' })).toMatchObject({ name: 'InvalidSignatureException' })
    expect(await answer(it, { service: 'ec2' })).toEqual({
      name: 'InvalidSignatureException',
      message: "Credential should be scoped to correct service: 'lightsail'.",
    })
    // An endpoint of one's own has no Region but the scope's: there only one that does not exist is wrong.
    expect(await answer(it, { region: 'mars-north-1' })).toMatchObject({
      message: "Credential should be scoped to a valid region, not 'mars-north-1'.",
    })
    const other = await answerTo(it, (one) => ({
      ...one,
      headers: { ...one.headers, 'x-amz-date': '20260201T120000Z' },
    }))
    expect(other?.message).toContain("'20260131' != '20260201', from '20260201T120000Z'")
  },
  async 'signature-age'(it) {
    expect(await answer(it, { date: off(-15) })).toBeUndefined()
    expect(await answer(it, { date: off(15) })).toBeUndefined()
    expect(await answer(it, { date: off(-16) })).toEqual({
      name: 'InvalidSignatureException',
      message: 'Signature expired: 20260131T114400Z is now earlier than 20260131T114500Z (20260131T120000Z - 15 min.)',
    })
    expect((await answer(it, { date: off(16) }))?.message).toMatch(/^Signature not yet current: 20260131T121600Z/)
  },
  async presigned(it) {
    expect(await answer(it, { expiresIn: 60, date: off(-1) })).toBeUndefined()
    expect(it.lightsail.calls.last?.principal).toBe(principals[0]?.arn)
    expect((await answer(it, { expiresIn: 60, date: off(-2) }))?.message).toMatch(/^Signature expired/)
    expect(await answer(it, { expiresIn: 60, ...session })).toBeUndefined()
    const longer = (one: RawRequest) => ({ ...one, path: one.path?.replace('Expires=60', 'Expires=61') ?? '' })
    expect(await answerTo(it, longer, { expiresIn: 60 })).toMatchObject({ name: 'InvalidSignatureException' })
  },
  async 'unsigned-payload'(it) {
    const unsigned = { headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }
    const request = await signed(it.door, FROM_NOW, unsigned)
    expect(await errorOf(it.door.raw({ ...request, body: '{ }' }))).toBeUndefined()
    // A hash that is signed, but not that of the body.
    const other = await signed(it.door, FROM_NOW, { headers: { 'x-amz-content-sha256': 'a'.repeat(64) } })
    expect(await errorOf(it.door.raw(other))).toMatchObject({ name: 'InvalidSignatureException' })
  },
  async 'session-token'(it) {
    await it.put([tcp(22)], web1, client(it, session))
    const { sessionToken: _none, ...without } = session
    for (const credentials of [
      without,
      { ...session, sessionToken: 'another' },
      { ...deploy, sessionToken: session.sessionToken },
    ]) {
      expect(await nameOf(it.put([tcp(22)], web1, client(it, credentials)))).toBe('UnrecognizedClientException')
    }
  },
  async 'token-expired'(it) {
    const arn = `${ACCOUNT}:user/x`
    const policies = [allow('*')]
    it.lightsail.load({ principals: [{ ...session, arn, policies, expiration: '2026-01-31T12:00:01Z' }] })
    expect(await answer(it, session)).toBeUndefined()
    const { clock } = it.lightsail
    clock.advance('1s')
    expect(await answer(it, session)).toMatchObject({
      name: 'ExpiredTokenException',
      message: 'The security token included in the request is expired',
    })
  },
  async 'access-denied'(it) {
    expect(await put(it)).toBe('AccessDeniedException')
    expect(it.lightsail.calls.last?.authorization).toEqual({ decision: 'implicitDeny' })
    expect(await put(it, allow('lightsail:Get*'))).toBe('AccessDeniedException')
    expect(await put(it, allow('lightsail:Get*'), allow('lightsail:Put*'))).toBe('success')
    expect(it.lightsail.calls.last?.authorization).toEqual({
      decision: 'allowed',
      statement: 'policies[1].Statement[0]',
    })
    const other = { Effect: 'Allow', Action: 's3:*', Resource: '*' }
    expect(await put(it, { Statement: [other, { ...other, Action: '*' }] })).toBe('success')
    expect(it.lightsail.calls.last?.authorization?.statement).toBe('policies[0].Statement[1]')
    const deny = allow('lightsail:*Ports', { Effect: 'Deny', Sid: 'NoPorts' })
    expect(await put(it, allow('*'), deny)).toBe('AccessDeniedException')
    expect(it.lightsail.calls.last?.authorization).toEqual({
      decision: 'explicitDeny',
      statement: 'policies[1].Statement[0]',
      sid: 'NoPorts',
    })
  },
  async 'access-denied-text'(it) {
    await put(it)
    expect(it.lightsail.calls.last?.outcome.message).toBe(
      `User: arn:aws:iam::123456789012:user/ci/deploy is not authorized to perform: lightsail:PutInstancePublicPorts on resource: ${it.lightsail.instances.get(web1).arn} because no identity-based policy allows the lightsail:PutInstancePublicPorts action`,
    )
  },
  async 'access-denied-reads-text'(it) {
    await put(it)
    await nameOf(client(it, deploy).send(new GetInstanceCommand({ instanceName: web1 })))
    expect(it.lightsail.calls.last?.outcome.message).toBe(
      'User: arn:aws:iam::123456789012:user/ci/deploy is not authorized to perform: lightsail:GetInstance on resource: arn:aws:lightsail:us-east-1:123456789012:* because no identity-based policy allows the lightsail:GetInstance action',
    )
  },
  async 'access-denied-explicit-text'(it) {
    await put(it, allow('*', { Effect: 'Deny' }))
    expect(it.lightsail.calls.last?.outcome.message).toBe(
      `User: arn:aws:iam::123456789012:user/ci/deploy is not authorized to perform: lightsail:PutInstancePublicPorts on resource: ${it.lightsail.instances.get(web1).arn} with an explicit deny in an identity-based policy`,
    )
  },
  async 'access-by-tag'(it) {
    const web = allow('lightsail:*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } } })
    expect(await put(it, web)).toBe('success')
    expect(await nameOf(it.put([tcp(22)], 'db-1', client(it, deploy)))).toBe('AccessDeniedException')
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    const own = allow('*', { Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } } })
    expect(await put(it, own)).toBe('success')
    expect(await nameOf(it.put([tcp(22)], 'db-1', client(it, deploy)))).toBe('AccessDeniedException')
    const { arn } = it.lightsail.instances.get('db-1')
    expect(await put(it, allow('*', { Resource: arn }))).toBe('AccessDeniedException')
    expect(await nameOf(it.put([tcp(22)], 'db-1', client(it, deploy)))).toBe('success')
  },
  async 'access-reads'(it) {
    const read = async (...policies: object[]) => {
      await put(it, ...policies)
      return nameOf(client(it, deploy).send(new GetInstanceCommand({ instanceName: web1 })))
    }
    expect(await read(allow('lightsail:Get*'))).toBe('success')
    expect(await read(allow('*', { Resource: 'arn:aws:lightsail:*:*:Instance/*' }))).toBe('AccessDeniedException')
    expect(await read(allow('*', { Condition: { Null: { 'aws:ResourceTag/team': 'false' } } }))).toBe(
      'AccessDeniedException',
    )
  },
  async 'access-missing'(it) {
    const instances = 'arn:aws:lightsail:us-east-1:123456789012:Instance/*'
    await put(it, allow('*', { Resource: instances }))
    expect(await nameOf(it.put([tcp(22)], 'web-9', client(it, deploy)))).toBe('NotFoundException')
    await put(it, allow('*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } } }))
    expect(await nameOf(it.put([tcp(22)], 'web-9', client(it, deploy)))).toBe('AccessDeniedException')
  },
  async 'access-root'(it) {
    const policies = [allow('*', { Effect: 'Deny' })]
    it.lightsail.load({ instances: [web1], principals: [{ ...deploy, arn: `${ACCOUNT}:root`, policies }] })
    expect(await nameOf(it.put([tcp(22)], web1, client(it, deploy)))).toBe('success')
    expect(it.lightsail.calls.last?.authorization).toEqual({ decision: 'allowed' })
  },
  async 'access-https'(it) {
    const insecure = allow('*', { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })
    expect(await put(it, allow('*'), insecure)).toBe('success')
  },
  async throttling(it) {
    const ask = (operation: string) =>
      errorOf(it.door.raw({ headers: rawHeaders(operation), body: `{"instanceName":"${web1}"}` }))
    const { clock } = it.lightsail
    expect([await ask('GetInstance'), await ask('GetInstance')]).toEqual([undefined, undefined])
    expect(await ask('GetInstance')).toEqual({ name: 'ThrottlingException', message: 'Rate exceeded' })
    expect(await ask('GetRegions')).toBeUndefined()
    await it.door
      .client({ credentials: { accessKeyId: 'AKIDOTHER', secretAccessKey: 'x' } })
      .send(new PutInstancePublicPortsCommand({ instanceName: web1, portInfos: [] }))
    clock.advance(1999)
    expect(await ask('GetInstance')).toMatchObject({ name: 'ThrottlingException' })
    clock.advance(1)
    expect(await ask('GetInstance')).toBeUndefined()
  },
}
