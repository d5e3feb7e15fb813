import { LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import fc from 'fast-check'
import { createLightsail, type Lightsail, type LightsailOptions } from 'lightsail-ports-testkit'
import { describe, expect, test } from 'vitest'
import { type LogOptions, logCalls } from '../../../mocks/server/log/index.ts'
import { answered } from '../../support/answered.ts'
import { rawHeaders } from '../../support/doors.ts'

const tcp = (port: number, ...cidrs: string[]) => ({ protocol: 'tcp', fromPort: port, toPort: port, cidrs })

interface Logged {
  readonly lightsail: Lightsail
  readonly put: (portInfos: unknown, more?: object) => void
  readonly send: (operation: string, body: string) => void
  readonly lines: () => string[]
}

function logged(options: LightsailOptions = {}, log: Partial<LogOptions> = {}): Logged {
  const lightsail = createLightsail({ instances: [{ name: 'web-1', ports: [tcp(22, '203.0.113.7')] }], ...options })
  let written = ''
  const end = logCalls(lightsail.calls, {
    format: 'text',
    write: (lines) => {
      written += lines
    },
    secrets: () => lightsail.secrets,
    ...log,
  })
  const send = (operation: string, body: string) => {
    answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders(operation), body })
  }
  return {
    lightsail,
    send,
    put: (portInfos, more = {}) =>
      send('PutInstancePublicPorts', JSON.stringify({ instanceName: 'web-1', portInfos, ...more })),
    lines() {
      end()
      return written.split('\n').slice(0, -1)
    },
  }
}

/** Without the time, which depends on the place of the machine. */
const words = (line: string | undefined) => line?.replace(/^\d\d:\d\d:\d\d\.\d{3} {2}/, '')

describe('the log as text', () => {
  test('says what a Put did to the ports, and shouts where it closed port 22', () => {
    const { put, lines } = logged()
    put([tcp(443)])
    put([tcp(443, '10.0.0.0/8')])
    put([tcp(443, '10.0.0.0/8')])
    expect(lines().map(words)).toEqual([
      'PutInstancePublicPorts  web-1 us-east-1  200  +443/tcp  -22/tcp (was 203.0.113.7/32)  PORT 22 IS CLOSED',
      'PutInstancePublicPorts  web-1 us-east-1  200  ~443/tcp (+10.0.0.0/8, -0.0.0.0/0 ::/0)',
      'PutInstancePublicPorts  web-1 us-east-1  200',
    ])
  })

  test('says of an error why, of a fault which, and of a typo that the model does not have it', () => {
    const { lightsail, put, send, lines } = logged()
    send('GetInstance', '{"instanceName":"web-9"}')
    lightsail.faults.next('ServiceException', { fault: 'neverAnswer' })
    put([], { portinfos: [] })
    put([])
    send('GetRegions', '{')
    expect(lines().map(words)).toEqual([
      'GetInstance  web-9 us-east-1  400 NotFoundException: The Instance does not exist: web-9',
      'PutInstancePublicPorts  web-1 us-east-1  500 ServiceException: The service encountered an internal error.  fault ServiceException  unknown portinfos',
      'PutInstancePublicPorts  web-1 us-east-1  no reply  fault neverAnswer',
      'GetRegions  us-east-1  400 SerializationException',
    ])
  })

  test('names the try and the principal', async () => {
    const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
    const { lightsail, lines } = logged({
      principals: [{ accessKeyId: 'AKIDDEPLOY', secretAccessKey, arn: 'arn:aws:iam::123456789012:user/deploy' }],
    })
    const client = new LightsailClient({
      region: 'us-east-1',
      requestHandler: lightsail.requestHandler,
      credentials: { accessKeyId: 'AKIDDEPLOY', secretAccessKey },
    })
    const sent = client.send(new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos: [] }))
    await expect(sent).rejects.toMatchObject({ name: 'AccessDeniedException' })
    expect(words(lines()[0])).toContain('  try 1  by user/deploy')
  })

  test('names three sources and counts the others', () => {
    const { put, lines } = logged()
    put([tcp(22, '203.0.113.7'), tcp(443, '10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5')])
    expect(lines()[0]).toContain('+443/tcp (for 10.0.0.1/32 10.0.0.2/32 10.0.0.3/32 and 2 more)')
  })

  test('has colours if it is asked for them, and a closed port 22 in red', () => {
    const { put, lines } = logged({}, { color: true })
    put([tcp(443)])
    expect(lines()[0]).toContain('\u001b[1;97;41mPORT 22 IS CLOSED\u001b[0m')
  })

  test('is one line for each call, without control characters and marks of direction', () => {
    const steering = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, operation) => {
        const { send, lines } = logged()
        send('GetInstance', JSON.stringify({ instanceName: name, [name]: 1 }))
        send(operation, JSON.stringify({ resourceName: `\u202e\u001b[2J\n${name}` }))
        const written = lines()
        expect(written).toHaveLength(2)
        expect(written.filter((line) => steering.test(line))).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  test('cuts a message that repeats much of the input', () => {
    const { put, lines } = logged()
    put(Array.from({ length: 500 }, () => tcp(99_999)))
    expect(lines()[0]?.length).toBeLessThan(500)
  })
})

describe('the log as JSON', () => {
  test('has the members of the journal', () => {
    const { lightsail, put, lines } = logged({}, { format: 'json' })
    put([tcp(443)])
    expect(JSON.parse(lines()[0] ?? '')).toEqual(JSON.parse(JSON.stringify(lightsail.calls.last)))
  })

  test('has no secret: neither by its name, nor that of a principal', () => {
    const secretAccessKey = 'the-secret-key-of-deploy'
    const { lightsail, send, lines } = logged(
      {
        principals: [
          { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey, arn: 'arn:aws:iam::123456789012:user/deploy' },
        ],
      },
      { format: 'json' },
    )
    send('GetRegions', JSON.stringify({ masterUserPassword: 'hunter2-hunter2', x: secretAccessKey }))
    lightsail.load({ instances: ['web-1'], principals: [] })
    send('CreateKeyPair', JSON.stringify({ privateKeyBase64: 'MIIEpAIBAAKCAQEA' }))
    const written = lines()
    expect(written.join()).not.toMatch(/hunter2|the-secret-key|MIIEpA/)
    expect(JSON.parse(written[0] ?? '')).toMatchObject({ input: { masterUserPassword: 'REDACTED', x: '***' } })
  })

  test('has no private key of a reply', async () => {
    const { lightsail, lines } = logged({}, { format: 'json' })
    const headers = rawHeaders('CreateKeyPair')
    const { body } = await lightsail.handle({ method: 'POST', path: '/', headers, body: '{"keyPairName":"key-1"}' })
    expect(body).toContain('PRIVATE KEY')
    const [line = ''] = lines()
    expect(JSON.parse(line)).toMatchObject({ outcome: { status: 200 }, reply: expect.stringContaining('"key-1"') })
    expect(line).not.toContain('PRIVATE KEY')
  })

  test('escapes what would steer a terminal, and is the same JSON', () => {
    const { send, lines } = logged({}, { format: 'json' })
    const instanceName = 'a\u001b[2J\u009b\u202eb\u{e0001}'
    send('GetInstance', JSON.stringify({ instanceName }))
    const [line = ''] = lines()
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    expect(JSON.parse(line).input).toEqual({ instanceName })
  })
})

test('a log ends, and has what came before that', () => {
  const lightsail = createLightsail()
  const written: string[] = []
  const end = logCalls(lightsail.calls, { format: 'text', write: (lines) => written.push(lines) })
  answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{}' })
  end()
  answered(lightsail, { method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{}' })
  expect(written).toHaveLength(1)
  expect(written[0]?.match(/\n/g)).toHaveLength(1)
})
