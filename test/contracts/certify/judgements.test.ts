import { describe, expect, test } from 'vitest'
import type { Exchange } from '../../../contracts/certify/exchange.ts'
import { judgementRules } from '../../../contracts/certify/judgements/index.ts'
import type { Observed } from '../../../contracts/certify/observed.ts'
import { triesOf } from '../../../contracts/certify/tries.ts'
import {
  BEFORE,
  DENIED,
  type Given,
  RECOVERY,
  REFUSAL,
  RIGHT,
  request,
  sampleObserved,
  THROTTLED,
  THROTTLING,
  times,
} from './sample-observed.ts'

/** Judges an observation by a rule. */
function judged(name: string, given: Given, others: readonly Given[] = []): { verdict?: string; reason?: string } {
  const rule = judgementRules.find((one) => one.name === name)
  const all = others.map(sampleObserved)
  return rule?.judge(sampleObserved(given), { in: () => undefined, all, operations: [], skipped: 0 }) ?? {}
}

/** The verdict of a rule on an observation. */
function verdict(name: string, given: Given, others: readonly Given[] = []): string | undefined {
  return judged(name, given, others).verdict
}

const FAILED: Given['ended'] = { says: 'failure', how: 'exited with 1' }
const STILL_RUNNING: Given['ended'] = { says: undefined }
const LOST_REPLY: Given['expects'] = { ...RECOVERY, losesReply: true }
const TWO_FAILURES: Given['expects'] = { ...RECOVERY, failures: 2 }
const RETRY_AFTER: Given['expects'] = { ...RECOVERY, retryAfter: 1000 }

test.each<[string, string, Given, string | undefined]>([
  // A second try is a success only with the ports.
  ['retries-what-helps', 'one try, done', { expects: RECOVERY }, 'pass'],
  ['retries-what-helps', 'one try, said to be done', { expects: RECOVERY, ports: [BEFORE, BEFORE] }, undefined],
  [
    'retries-what-helps',
    'one try, failed',
    { expects: RECOVERY, ended: FAILED, exchanges: times(1, THROTTLED) },
    'fail',
  ],
  ['retries-what-helps', 'two tries, failed', { expects: RECOVERY, ended: FAILED, exchanges: times(2) }, undefined],
  [
    'retries-what-helps',
    'one of three tries',
    { expects: TWO_FAILURES, ended: FAILED, exchanges: times(1, THROTTLED) },
    'fail',
  ],
  [
    'retries-what-helps',
    'two of three tries',
    { expects: TWO_FAILURES, ended: FAILED, exchanges: times(2, THROTTLED) },
    'warn',
  ],
  [
    'reports-success',
    'gave up early: said once',
    { expects: RECOVERY, ended: FAILED, exchanges: times(1, THROTTLED) },
    undefined,
  ],
  [
    'reports-success',
    'gave up after what would have helped',
    { expects: RECOVERY, ended: FAILED, exchanges: times(2) },
    'fail',
  ],
  ['reports-success', 'gave up early where nothing failed', { ended: FAILED }, 'fail'],
  ['reports-success', 'gave up while it was under way', { ended: FAILED, settled: BEFORE }, 'warn'],

  ['retries-nothing-else', 'twice the same', { exchanges: times(2) }, 'fail'],
  ['retries-nothing-else', 'twice the same, and ended', { exchanges: times(2), ended: STILL_RUNNING }, 'pass'],
  ['retries-nothing-else', 'two rules', { exchanges: [request(), request({ input: { rule: 2 } })] }, 'pass'],
  ['retries-nothing-else', 'denied twice', { expects: REFUSAL, exchanges: times(2, DENIED) }, 'fail'],
  [
    'retries-nothing-else',
    'denied for two rules',
    { expects: REFUSAL, exchanges: [request(DENIED), request({ ...DENIED, input: { rule: 2 } })] },
    'pass',
  ],
  [
    'retries-nothing-else',
    'twice where that is allowed',
    { expects: { ...REFUSAL, triesAllowed: 2 }, exchanges: times(2, DENIED) },
    'pass',
  ],
  [
    'retries-nothing-else',
    'three times where two are allowed',
    { expects: { ...REFUSAL, triesAllowed: 2 }, exchanges: times(3, DENIED) },
    'fail',
  ],
  [
    'retries-nothing-else',
    'twice what may pass',
    { expects: { ...REFUSAL, retryHelps: 'later' }, exchanges: times(2, DENIED) },
    'warn',
  ],

  [
    'keeps-error-name',
    'a name that was told',
    { expects: REFUSAL, ended: { ...FAILED, allText: 'AccessDeniedException' }, exchanges: [request(DENIED)] },
    'pass',
  ],
  [
    'keeps-error-name',
    'an error that no other one can be compared with',
    { expects: REFUSAL, ended: FAILED, exchanges: [request(DENIED)] },
    undefined,
  ],
  [
    'keeps-error-name',
    'a name that did not arrive',
    { expects: REFUSAL, ended: FAILED, exchanges: [request({ ...DENIED, ending: 'cut off' })] },
    undefined,
  ],

  ['gives-up', 'after ten tries', { expects: THROTTLING, ended: FAILED, exchanges: times(10, THROTTLED) }, 'pass'],
  [
    'gives-up',
    'after two tries in silence',
    { expects: { kind: 'silence' }, ended: FAILED, exchanges: times(2, THROTTLED) },
    'pass',
  ],
  [
    'gives-up',
    'after two reads',
    {
      expects: { kind: 'troubled-reads' },
      ended: FAILED,
      exchanges: times(2, { ...THROTTLED, operation: 'GetInstancePortStates' }),
    },
    'pass',
  ],
  [
    'gives-up',
    'where another try helps later',
    { expects: { ...REFUSAL, retryHelps: 'later' }, ended: FAILED, exchanges: times(2, DENIED) },
    undefined,
  ],
  ['gives-up', 'after eleven tries', { expects: THROTTLING, ended: FAILED, exchanges: times(11, THROTTLED) }, 'warn'],
  [
    'gives-up',
    'ended at the eleventh',
    { expects: THROTTLING, ended: STILL_RUNNING, exchanges: times(11, THROTTLED) },
    'fail',
  ],
  [
    'gives-up',
    'ended at the third',
    { expects: THROTTLING, ended: STILL_RUNNING, exchanges: times(3, THROTTLED) },
    undefined,
  ],

  ['backs-off', 'waits of 20 ms', { expects: THROTTLING, exchanges: times(3, THROTTLED, 20) }, 'pass'],
  ['backs-off', 'waits of 10 ms', { expects: THROTTLING, exchanges: times(3, THROTTLED, 10) }, 'warn'],
  [
    'backs-off',
    'late replies are no waits',
    { expects: THROTTLING, exchanges: [request({ endedAt: 500 }), request({ at: 501 })] },
    'warn',
  ],
  [
    'backs-off',
    'as long as it was asked to',
    { expects: RETRY_AFTER, exchanges: [request(), request({ at: 990 })] },
    'pass',
  ],
  [
    'backs-off',
    'shorter than it was asked to',
    { expects: RETRY_AFTER, exchanges: [request(), request({ at: 900 })] },
    'warn',
  ],

  ['ports', 'right', {}, 'pass'],
  ['ports', 'not yet right when it said so', { settled: BEFORE }, 'warn'],
  ['ports', 'one is missing', { ports: [BEFORE, ['22/tcp', '80/tcp']] }, 'fail'],
  ['ports', 'one too many', { ports: [BEFORE, [...RIGHT, '3306/tcp']] }, 'fail'],
  ['ports', 'one by a range that opens more', { ports: [BEFORE, [...RIGHT, '440-443/tcp']] }, 'fail'],
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
  ['ports', 'changed in spite of an error', { expects: REFUSAL, ended: FAILED }, 'fail'],

  ['lock-out', 'SSH stays open', {}, 'pass'],
  ['lock-out', 'SSH is closed for a moment', { ports: [BEFORE, [], RIGHT], exchanges: times(2) }, 'fail'],
  ['lock-out', 'SSH is closed when it has ended', { ports: [BEFORE, BEFORE, ['80/tcp']] }, 'fail'],
  ['lock-out', 'SSH among others is closed', { ports: [['20-30/tcp'], ['80/tcp', '443/tcp']] }, 'fail'],
  ['lock-out', 'SSH is left of a range', { ports: [['20-30/tcp'], ['22/tcp', '80/tcp', '443/tcp']] }, 'pass'],
  ['lock-out', 'all is closed', { ports: [['all'], ['80/tcp', '443/tcp']] }, 'fail'],
  ['lock-out', 'no SSH was open', { ports: [['8080/tcp'], ['80/tcp', '443/tcp']] }, undefined],

  ['closes-nothing-else', 'another one stays open', { expects: { kind: 'done' } }, 'pass'],
  ['closes-nothing-else', 'another one is closed', { ports: [BEFORE, ['22/tcp', '80/tcp', '443/tcp']] }, 'fail'],
  [
    'closes-nothing-else',
    'another one is closed, and it has failed',
    { ended: FAILED, ports: [BEFORE, ['22/tcp']] },
    undefined,
  ],

  ['idempotent', 'one try', { expects: LOST_REPLY, ports: [BEFORE, BEFORE] }, undefined],
  ['idempotent', 'two tries', { expects: LOST_REPLY, exchanges: times(2) }, 'pass'],
  [
    'idempotent',
    'two tries, and one too many',
    { expects: LOST_REPLY, exchanges: times(2), ports: [BEFORE, [...RIGHT, '81/tcp']] },
    'fail',
  ],
])('%s: %s', (name, _what, given, expected) => {
  expect(verdict(name, given)).toBe(expected)
})

describe('keeps-error-name', () => {
  const error = (name: string, fingerprint: string): Given => ({
    expects: { ...REFUSAL, error: name },
    ended: { ...FAILED, fingerprint },
    exchanges: [request({ status: 400, error: name })],
  })
  const denied = error('AccessDeniedException', 'exit 4')

  test('passes an error that ends as no other does', () => {
    expect(verdict('keeps-error-name', denied, [denied, error('NotFoundException', 'exit 3')])).toBe('pass')
  })

  test('warns of two errors that end alike', () => {
    const others = [error('UnauthenticatedException', 'exit 4'), error('NotFoundException', 'exit 3')]
    expect(verdict('keeps-error-name', denied, [denied, ...others])).toBe('warn')
  })

  test('fails errors that all end alike', () => {
    const others = [error('UnauthenticatedException', 'exit 4'), error('NotFoundException', 'exit 4')]
    expect(verdict('keeps-error-name', denied, [denied, ...others])).toBe('fail')
  })
})

describe('reports-failure', () => {
  const FAILED_OPERATION = { kind: 'failed-operation', fails: 'at-once' } as const

  test('fails a success although a reply says that the operation is Failed', () => {
    const exchanges = [request({ reply: '{"operation":{"status":"Failed"}}' })]
    expect(verdict('reports-failure', { expects: FAILED_OPERATION, exchanges })).toBe('fail')
  })

  test('warns of a success after an operation that was only Started', () => {
    const exchanges = [request({ reply: '{"operation":{"status":"Started"}}' })]
    expect(verdict('reports-failure', { expects: FAILED_OPERATION, exchanges })).toBe('warn')
  })
})

test('terminates fails a consumer that reports success while its request is under way', () => {
  expect(verdict('terminates', { requestLeft: 1 })).toBe('fail')
})

describe('retries-nothing-else, half way', () => {
  const EXPIRED = { status: 400, error: 'ExpiredTokenException' }
  const expects = { kind: 'either', error: 'ExpiredTokenException' } as const

  test('lets a client refresh its credentials and try twice more', () => {
    expect(verdict('retries-nothing-else', { expects, exchanges: times(3, EXPIRED) })).toBe('pass')
  })

  test('fails a consumer that goes on after that', () => {
    expect(verdict('retries-nothing-else', { expects, exchanges: times(4, EXPIRED) })).toBe('fail')
  })
})

describe('what a consumer did elsewhere', () => {
  const judge = (name: string, observed: Observed, others: readonly Observed[]) =>
    judgementRules
      .find((one) => one.name === name)
      ?.judge(observed, {
        in: (situation) => others.find((one) => one.situation.name === situation),
        all: [observed, ...others],
        operations: [],
        skipped: 0,
      })?.verdict

  test.each([
    [5, 'pass'],
    [30, 'warn'],
  ])('backs-off: waits of 50 ms, where it needs %i ms from rule to rule, are a %s', (pause, verdict) => {
    const other = sampleObserved({
      exchanges: [request({ endedAt: 0 }), request({ at: pause, input: { rule: 2 } })],
    })
    const throttled = sampleObserved({ expects: THROTTLING, exchanges: times(3, THROTTLED, 50) })
    expect(judge('backs-off', throttled, [other])).toBe(verdict)
  })

  test.each([
    ['that it has opened itself', 'pass', 1],
    ['that it has not opened', 'fail', 2],
  ])('no-other-operation: closing a rule %s is a %s', (_which, verdict, rule) => {
    const opened = request({ operation: 'OpenInstancePublicPorts', input: { portInfo: { fromPort: 1 } } })
    const closed = request({ operation: 'CloseInstancePublicPorts', input: { portInfo: { fromPort: rule } } })
    expect(judge('no-other-operation', sampleObserved({ exchanges: [opened, closed] }), [])).toBe(verdict)
  })

  test('retries-nothing-else: a request that is signed with fresh keys is no second try', () => {
    const expired: Partial<Exchange> = { status: 400, error: 'ExpiredTokenException' }
    const expects: Given['expects'] = { ...REFUSAL, error: 'ExpiredTokenException' }
    const observed = sampleObserved({ expects, exchanges: [request(expired), request()] })
    const [claim] = observed.claims
    if (claim === undefined) throw new Error('The sample is signed')
    expect(judge('retries-nothing-else', observed, [])).toBe('fail')
    const refreshed = { ...observed, claims: [claim, { ...claim, accessKeyId: 'AKIAANEW' }] }
    expect(judge('retries-nothing-else', refreshed, [])).toBe('pass')
  })
})

test('of two requests that were tried equally often the first is judged', () => {
  const tries = [...times(2), ...times(2, { input: { rule: 2 } })]
  expect(triesOf(sampleObserved({ exchanges: tries }))).toEqual(tries.slice(0, 2))
})

test.each<[string, Given, string]>([
  ['retries-what-helps', { expects: RECOVERY }, 'it did not need to: the job was done'],
  ['retries-what-helps', { expects: RECOVERY, exchanges: times(2) }, 'it was done with try 2'],
  [
    'retries-what-helps',
    { expects: RECOVERY, ended: FAILED, exchanges: times(1, THROTTLED) },
    'it gave up after one try, and one more would have done it',
  ],
  ['gives-up', { expects: THROTTLING, ended: FAILED, exchanges: times(3, THROTTLED) }, 'it gave up after 3 tries'],
  ['closes-nothing-else', {}, '8080/tcp from 0.0.0.0/0, 8080/tcp from ::/0 stayed open'],
  ['lock-out', {}, '22/tcp from 0.0.0.0/0, 22/tcp from ::/0 stayed open'],
  ['sends-a-request', {}, 'one request arrived'],
])('%s says of %j: %s', (name, given, reason) => {
  expect(judged(name, given).reason).toBe(reason)
})
