import { createService, type InstancePortState, type PortInfo } from 'lightsail-ports-testkit/server'
import { expect, test } from 'vitest'
import type { Exchange } from '../../../contracts/certify/exchange.ts'
import { judges } from '../../../contracts/certify/judgements/judgements.ts'
import type { Observed } from '../../../contracts/certify/observed.ts'
import type { Ended } from '../../../contracts/certify/programs/certified.ts'
import type { Situation } from '../../../contracts/certify/situations/situation.ts'

/** Ports as the service has them: `22/tcp`, `8080-8090/tcp`, `all`. */
function states(...ports: string[]): readonly InstancePortState[] {
  const rules = ports.map((port): PortInfo => {
    const [, from = '0', to = from] = /^(\d+)(?:-(\d+))?\//.exec(port) ?? []
    return port === 'all'
      ? { protocol: 'all', fromPort: 0, toPort: 65_535 }
      : { protocol: 'tcp', fromPort: Number(from), toPort: Number(to) }
  })
  return createService({ instances: [{ name: 'web-1', ports: rules }] }).instances.get('web-1').ports
}

const BEFORE = ['22/tcp', '8080/tcp']
const RIGHT = [...BEFORE, '80/tcp', '443/tcp']

/** A request; its input says which it is. */
function request(given: Partial<Exchange> = {}): Exchange {
  return {
    ...{ operation: 'PutInstancePublicPorts', input: { rule: 1 }, attempt: 1, at: 0, endedAt: 1, ending: 'answered' },
    ...{ status: 200, error: undefined, reply: '', ports: undefined, ...given },
  }
}

const THROTTLED: Partial<Exchange> = { status: 400, error: 'ThrottlingException' }
const DENIED: Partial<Exchange> = { status: 400, error: 'AccessDeniedException' }

interface Given {
  readonly situation?: Partial<Situation>
  readonly ended?: Partial<Ended>
  readonly exchanges?: readonly Exchange[]
  readonly ports?: readonly (readonly string[])[]
  readonly settled?: readonly string[]
}

/** What a judgement says of something that was observed: right in all that is not given. */
function verdict(name: string, { situation, ended, exchanges = [request()], ports = [BEFORE, RIGHT], settled }: Given) {
  const observed: Observed = {
    situation: { name: 'x', title: 'x', expects: 'success', service: () => ({}), ...situation },
    ended: {
      ...{ says: 'success', how: 'exited with 0', problem: undefined, told: '', sameness: '', printed: '' },
      ...{ toldSecret: undefined, ...ended },
    },
    ...{ duration: 10, exchanges, toldSecret: undefined, ipAddressType: 'dualstack', bystander: [[], []] },
    moments: ports.map((one, requests) => ({ requests, ports: states(...one) })),
    settled: states(...(settled ?? ports.at(-1) ?? [])),
    after: states(...(ports.at(-1) ?? [])),
  }
  const judge = judges.find((one) => one.name === name)
  return judge?.judge(observed, { in: () => undefined, operations: [], skipped: 0 })?.verdict
}

const FAILED: Partial<Ended> = { says: 'failure', how: 'exited with 1' }
const RECOVERY: Partial<Situation> = { expects: 'recovery' }
const FAILURE: Partial<Situation> = { expects: 'failure', error: 'AccessDeniedException' }
const PLAIN: Partial<Situation> = { isPlain: true }
const times = (count: number, given: Partial<Exchange> = {}, wait = 100): Exchange[] =>
  Array.from({ length: count }, (_, index) =>
    request({ at: index * (wait + 1), endedAt: index * (wait + 1) + 1, ...given }),
  )

test.each<[string, string, Given, string | undefined]>([
  // A success without the ports is no success of a second try.
  ['retries-what-helps', 'one try, done', { situation: RECOVERY }, 'pass'],
  ['retries-what-helps', 'one try, said to be done', { situation: RECOVERY, ports: [BEFORE, BEFORE] }, undefined],
  ['retries-what-helps', 'one try, failed', { situation: RECOVERY, ended: FAILED }, 'fail'],
  ['retries-what-helps', 'two tries, failed', { situation: RECOVERY, ended: FAILED, exchanges: times(2) }, undefined],
  ['retries-what-helps', 'one of three tries', { situation: { ...RECOVERY, failures: 2 }, ended: FAILED }, 'fail'],
  [
    'retries-what-helps',
    'two of three tries',
    { situation: { ...RECOVERY, failures: 2 }, ended: FAILED, exchanges: times(2) },
    'warn',
  ],
  ['reports-success', 'gave up early: said once', { situation: RECOVERY, ended: FAILED }, undefined],
  [
    'reports-success',
    'gave up after what would have helped',
    { situation: RECOVERY, ended: FAILED, exchanges: times(2) },
    'fail',
  ],
  ['reports-success', 'gave up early where nothing failed', { ended: FAILED }, 'fail'],
  ['reports-success', 'gave up while it was under way', { ended: FAILED, settled: BEFORE }, 'warn'],

  ['retries-nothing-else', 'twice the same', { situation: PLAIN, exchanges: times(2) }, 'fail'],
  [
    'retries-nothing-else',
    'twice the same, and ended',
    { situation: PLAIN, exchanges: times(2), ended: { says: undefined } },
    'pass',
  ],
  [
    'retries-nothing-else',
    'two rules',
    { situation: PLAIN, exchanges: [request(), request({ input: { rule: 2 } })] },
    'pass',
  ],
  ['retries-nothing-else', 'denied twice', { situation: FAILURE, exchanges: times(2, DENIED) }, 'fail'],
  [
    'retries-nothing-else',
    'denied for two rules',
    { situation: FAILURE, exchanges: [request(DENIED), request({ ...DENIED, input: { rule: 2 } })] },
    'pass',
  ],
  [
    'retries-nothing-else',
    'twice where that is allowed',
    { situation: { ...FAILURE, allowsTries: 2 }, exchanges: times(2, DENIED) },
    'pass',
  ],
  [
    'retries-nothing-else',
    'three times where two are allowed',
    { situation: { ...FAILURE, allowsTries: 2 }, exchanges: times(3, DENIED) },
    'fail',
  ],
  [
    'retries-nothing-else',
    'twice what may pass',
    { situation: { ...FAILURE, mayPass: true }, exchanges: times(2, DENIED) },
    'warn',
  ],

  [
    'keeps-error-name',
    'a name that was told',
    { situation: FAILURE, ended: { ...FAILED, told: 'AccessDeniedException' }, exchanges: [request(DENIED)] },
    'pass',
  ],
  [
    'keeps-error-name',
    'a name that was kept quiet',
    { situation: FAILURE, ended: FAILED, exchanges: [request(DENIED)] },
    'fail',
  ],
  [
    'keeps-error-name',
    'a name that did not arrive',
    { situation: FAILURE, ended: FAILED, exchanges: [request({ ...DENIED, ending: 'cut off' })] },
    undefined,
  ],

  [
    'gives-up',
    'after ten tries',
    { situation: { ...FAILURE, isTransient: true }, ended: FAILED, exchanges: times(10, THROTTLED) },
    'pass',
  ],
  [
    'gives-up',
    'after eleven tries',
    { situation: { ...FAILURE, isTransient: true }, ended: FAILED, exchanges: times(11, THROTTLED) },
    'warn',
  ],
  [
    'gives-up',
    'ended at the eleventh',
    { situation: { ...FAILURE, isTransient: true }, ended: { says: undefined }, exchanges: times(11, THROTTLED) },
    'fail',
  ],
  [
    'gives-up',
    'ended at the third',
    { situation: { ...FAILURE, isTransient: true }, ended: { says: undefined }, exchanges: times(3, THROTTLED) },
    undefined,
  ],

  ['backs-off', 'waits of 20 ms', { situation: { backsOff: true }, exchanges: times(3, THROTTLED, 20) }, 'pass'],
  ['backs-off', 'waits of 10 ms', { situation: { backsOff: true }, exchanges: times(3, THROTTLED, 10) }, 'warn'],
  [
    'backs-off',
    'late replies are no waits',
    { situation: { backsOff: true }, exchanges: [request({ endedAt: 500 }), request({ at: 501 })] },
    'warn',
  ],
  [
    'backs-off',
    'as long as it was asked to',
    { situation: { retryAfter: 1000 }, exchanges: [request(), request({ at: 990 })] },
    'pass',
  ],
  [
    'backs-off',
    'shorter than it was asked to',
    { situation: { retryAfter: 1000 }, exchanges: [request(), request({ at: 900 })] },
    'warn',
  ],

  ['ports', 'right', {}, 'pass'],
  ['ports', 'not yet right when it said so', { settled: BEFORE }, 'warn'],
  ['ports', 'one is missing', { ports: [BEFORE, ['22/tcp', '80/tcp']] }, 'fail'],
  ['ports', 'one too many', { ports: [BEFORE, [...RIGHT, '3306/tcp']] }, 'fail'],
  ['ports', 'one twice', { ports: [BEFORE, [...RIGHT, '440-443/tcp']] }, 'fail'],
  [
    'ports',
    'one that was there twice before',
    {
      ports: [
        ['80-90/tcp', '85/tcp'],
        ['80-90/tcp', '85/tcp', '443/tcp'],
      ],
    },
    'pass',
  ],
  ['ports', 'none at all', { ports: [BEFORE, []] }, 'fail'],
  ['ports', 'failed, as they were', { ended: FAILED, ports: [BEFORE, BEFORE] }, 'pass'],
  ['ports', 'failed, some of them', { ended: FAILED, ports: [BEFORE, [...BEFORE, '80/tcp']] }, 'pass'],
  ['ports', 'failed, and one is closed', { ended: FAILED, ports: [BEFORE, ['22/tcp', '80/tcp']] }, 'fail'],
  ['ports', 'changed in spite of an error', { situation: FAILURE, ended: FAILED }, 'fail'],

  ['lock-out', 'SSH stays open', {}, 'pass'],
  ['lock-out', 'SSH is closed for a moment', { ports: [BEFORE, [], RIGHT], exchanges: times(2) }, 'fail'],
  ['lock-out', 'SSH is closed when it has ended', { ports: [BEFORE, BEFORE, ['80/tcp']] }, 'fail'],
  ['lock-out', 'SSH among others is closed', { ports: [['20-30/tcp'], ['80/tcp', '443/tcp']] }, 'fail'],
  [
    'lock-out',
    'a part of a range with SSH is left',
    { ports: [['20-30/tcp'], ['22/tcp', '80/tcp', '443/tcp']] },
    'fail',
  ],
  ['lock-out', 'all is closed', { ports: [['all'], ['80/tcp', '443/tcp']] }, 'fail'],
  ['lock-out', 'no SSH was open', { ports: [['8080/tcp'], ['80/tcp', '443/tcp']] }, undefined],

  ['closes-nothing-else', 'another one stays open', { situation: PLAIN }, 'pass'],
  [
    'closes-nothing-else',
    'another one is closed',
    { situation: PLAIN, ports: [BEFORE, ['22/tcp', '80/tcp', '443/tcp']] },
    'warn',
  ],
  [
    'closes-nothing-else',
    'another one is closed, and it has failed',
    { situation: PLAIN, ended: FAILED, ports: [BEFORE, ['22/tcp']] },
    undefined,
  ],

  ['idempotent', 'one try', { situation: { losesReply: true }, ports: [BEFORE, BEFORE] }, undefined],
  ['idempotent', 'two tries', { situation: { losesReply: true }, exchanges: times(2) }, 'pass'],
  [
    'idempotent',
    'two tries, and one too many',
    { situation: { losesReply: true }, exchanges: times(2), ports: [BEFORE, [...RIGHT, '81/tcp']] },
    'fail',
  ],
])('%s: %s', (name, _what, given, expected) => {
  expect(verdict(name, given)).toBe(expected)
})
