import fc from 'fast-check'
import { behaviours, createLightsail, type Lightsail } from 'lightsail-ports-testkit'
import { describe, expect, test } from 'vitest'
import { CHECK_TABLES } from '../../../mocks/engine/check-behaviours.ts'
import { STEPS } from '../../../mocks/engine/steps.ts'
import { answered } from '../../support/answered.ts'
import { rawHeaders } from '../../support/doors.ts'

const tcp = (port: number, ...cidrs: string[]) => ({ protocol: 'tcp', fromPort: port, toPort: port, cidrs })
const put = (...portInfos: unknown[]) => ({ instanceName: 'web-1', portInfos })

function setUp(): Lightsail {
  return createLightsail({
    instances: [
      { name: 'web-1', ports: [tcp(22, '203.0.113.7'), tcp(80)] },
      { name: 'web-2', state: 'stopping' },
      { name: 'web-3', region: 'eu-west-1' },
    ],
  })
}

describe('an explanation', () => {
  test('says what a Put would open and close, and who would be locked out', () => {
    const lightsail = setUp()
    const told = lightsail.explain(put(tcp(443)))
    expect(told).toMatchObject({ accepted: true, operation: 'PutInstancePublicPorts', instanceName: 'web-1' })
    expect(told.refusal).toBeUndefined()
    expect(told.differences.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'opened 443/tcp',
      'closed 22/tcp',
      'closed 80/tcp',
    ])
    expect(told.lockOut).toEqual({ sources: ['203.0.113.7/32'], isTotal: true })
    expect(told.ports?.after.map(({ fromPort }) => fromPort)).toEqual([443])
  })

  test('changes nothing: neither the world, nor the journal, nor the faults, nor the ids', () => {
    const lightsail = setUp()
    lightsail.faults.next('ServiceException')
    const before = JSON.stringify([lightsail.export(), lightsail.calls])
    lightsail.explain(put(tcp(443)))
    lightsail.explain({ instanceName: 'web-9' })
    expect(JSON.stringify([lightsail.export(), lightsail.calls])).toBe(before)
    lightsail.faults.clear()
    const other = setUp()
    const requestIds = [lightsail, other].map((one) => {
      answered(one, { method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{}' })
      return one.calls.last?.requestId
    })
    expect(requestIds[0]).toBe(requestIds[1])
  })

  test('explains an Open and a Close as well, and no other operation', () => {
    const lightsail = setUp()
    const input = { instanceName: 'web-1', portInfo: tcp(22, '203.0.113.7') }
    expect(lightsail.explain(input, { operation: 'OpenInstancePublicPorts' }).differences).toEqual([])
    expect(lightsail.explain(input, { operation: 'CloseInstancePublicPorts' })).toMatchObject({
      differences: [{ kind: 'closed', name: '22/tcp' }],
      lockOut: { isTotal: true },
    })
    expect(() => lightsail.explain(input, { operation: 'GetInstance' as never })).toThrow(
      'Failed to explain the call: the operation is "GetInstance". Use one of PutInstancePublicPorts',
    )
  })

  test.each([
    ['input', put({ protocol: 'tcp', fromPort: 1, toPort: 99_999, cidrs: ['x'] }), ['port-range', 'address-lists']],
    ['input', { portInfos: [], instanceName: '-' }, ['name-pattern']],
    ['input', put(tcp(22, '0.0.0.0/0', '10.0.0.0/8')), ['everybody-beside-another']],
    ['existence', { instanceName: 'web-9', portInfos: [] }, ['one-region']],
    ['existence', { instanceName: 'web-3', portInfos: [] }, ['one-region']],
    ['state', { instanceName: 'web-2', portInfos: [] }, ['instance-state']],
    ['json', '{', ['malformed-json']],
    ['json', put({ protocol: 1 }), ['wrong-type']],
  ] as const)('names the check %s that would refuse %j, and the rules behind it', (check, input, ids) => {
    const { accepted, refusal, differences } = setUp().explain(input)
    expect([accepted, refusal?.check, differences]).toEqual([false, check, []])
    const found = refusal?.behaviours.map(({ id }) => id)
    expect(found).toEqual(expect.arrayContaining([...ids]))
    expect(refusal?.behaviours[0]).toMatchObject({ evidence: expect.any(String), source: expect.any(String) })
  })

  test('asks the policies of a principal if one is named', () => {
    const lightsail = createLightsail({
      instances: ['web-1'],
      principals: [
        {
          accessKeyId: 'AKIDDEPLOY',
          arn: 'arn:aws:iam::123456789012:user/deploy',
          policies: [
            { Version: '2012-10-17', Statement: [{ Sid: 'NoPorts', Effect: 'Deny', Action: '*', Resource: '*' }] },
          ],
        },
      ],
    })
    expect(lightsail.explain(put()).accepted).toBe(true)
    expect(lightsail.explain(put(), { accessKeyId: 'AKIDDEPLOY' })).toMatchObject({
      refusal: { error: 'AccessDeniedException', check: 'authorization' },
      authorization: { decision: 'explicitDeny', statement: 'policies[0].Statement[0]', sid: 'NoPorts' },
    })
    expect(lightsail.explain(put(), { accessKeyId: 'AKIDNOBODY' }).refusal?.error).toBe('UnrecognizedClientException')
  })

  test('names members that the model does not have', () => {
    expect(setUp().explain({ ...put(), portinfos: [] }).unknownMembers).toEqual(['portinfos'])
  })

  test('is what the call then does', () => {
    const port = fc.record({
      protocol: fc.constantFrom('tcp', 'udp', 'icmp', 'all', 'tpc'),
      fromPort: fc.constantFrom(0, 22, 8, 443, 70_000),
      toPort: fc.constantFrom(0, 22, 443, 65_535),
      cidrs: fc.subarray(['10.0.0.1', '203.0.113.7', '0.0.0.0/0', '::1']),
    })
    fc.assert(
      fc.property(
        fc.array(port, { maxLength: 4 }),
        fc.constantFrom('web-1', 'web-2', 'web-9', ''),
        (portInfos, name) => {
          const lightsail = setUp()
          const input = { instanceName: name, portInfos }
          const told = lightsail.explain(input)
          const headers = rawHeaders('PutInstancePublicPorts')
          const { status } = answered(lightsail, { method: 'POST', path: '/', headers, body: JSON.stringify(input) })
          const { outcome, ports } = lightsail.calls.last ?? {}
          expect([told.refusal?.status ?? 200, told.refusal?.error, told.refusal?.message]).toEqual([
            status,
            outcome?.error,
            outcome?.message,
          ])
          expect(told.refusal?.check).toBe(outcome?.check)
          if (ports !== undefined) expect(told.ports).toEqual(ports)
          else expect(told.differences).toEqual([])
        },
      ),
    )
  })
})

describe('the rules behind the checks', () => {
  const ids: readonly string[] = behaviours.map(({ id }) => id)

  test.each(Object.entries(CHECK_TABLES))('are rules that there are (%s)', (_name, table) => {
    expect(
      Object.values(table)
        .flat()
        .filter((id) => !ids.includes(id)),
    ).toEqual([])
  })

  test('are known for every check that can refuse a call', () => {
    const known = [...Object.keys(CHECK_TABLES.BY_CHECK), 'forcedFault', 'authentication', 'input']
    expect(STEPS.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([])
  })
})
