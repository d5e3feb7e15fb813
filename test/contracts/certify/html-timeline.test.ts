import { htmlReport, type SituationResult, type Verdict } from 'lightsail-ports-testkit/certify'
import { expect, test } from 'vitest'
import type { Ending, Exchange } from '../../../contracts/certify/exchange.ts'

function exchange(own: Partial<Exchange>): Exchange {
  return {
    operation: 'PutInstancePublicPorts',
    input: { instanceName: 'web-1' },
    attempt: undefined,
    at: 100,
    endedAt: 300,
    ending: 'answered',
    status: 200,
    error: undefined,
    reply: '',
    ports: undefined,
    ...own,
  }
}

/** The page of a card with one situation. */
function page(
  exchanges: readonly Exchange[],
  { duration = 1000, verdict = 'pass' }: { readonly duration?: number; readonly verdict?: Verdict } = {},
): string {
  const situations: SituationResult[] = [
    {
      name: 'fresh-instance',
      title: 'a fresh instance',
      judgements: [{ name: 'ports', verdict, reason: 'this is what was seen' }],
      outcome: 'exited with 0',
      duration,
      exchanges,
      printed: '',
    },
  ]
  return htmlReport({ consumer: 'sync', job: 'open ports', situations, passed: 1, failed: 0, warned: 0 })
}

test.each<[Ending, Partial<Exchange>, words: string, bar: string]>([
  ['answered', {}, '200', 'success'],
  ['answered', { status: 399 }, '399', 'success'],
  ['answered', { status: 400, error: 'NotFoundException' }, '400 NotFoundException', 'error'],
  ['answered', { status: 0 }, 'answered', 'success'],
  ['cut off', {}, '200, broken off', 'broken'],
  ['cut off', { status: 0 }, 'reply, broken off', 'broken'],
  ['dropped', {}, 'connection reset, no reply (200 was lost)', 'broken'],
  ['dropped', { status: 0 }, 'connection reset, no reply', 'broken'],
  ['given up', { status: 0 }, 'no reply until the consumer gave up', 'silent'],
  ['unanswered', {}, 'no reply until the consumer had ended (200 was lost)', 'silent'],
])('a request that was %s with %j is told as "%s"', (ending, own, words, bar) => {
  const text = page([exchange({ ending, ...own })])
  expect(text).toContain(`<span class="words"><bdi>${words}</bdi></span>`)
  expect(text).toContain(`<rect class="bar ${bar}" x="10%" width="20%"`)
})

test('the time line tells the waits between requests', () => {
  const text = page([exchange({}), exchange({ at: 500, endedAt: 600 })])
  for (const words of ['100 ms until its first request', '200 ms between requests', '400 ms until it ended']) {
    expect(text).toContain(`<span class="words">${words}</span>`)
  }
  expect(text).toContain('<line class="gap" x1="30%" x2="50%"')
  expect(text).toContain('<span class="unseen">at 500 ms, for </span>100 ms</span>')
})

test('a wait of less than a millisecond is no wait, and an exchange of no time is a line', () => {
  const text = page([exchange({ at: 0.4, endedAt: 0.7 })], { duration: 1 })
  expect(text).not.toContain('<li class="wait">')
  const line = page([exchange({ at: 500, endedAt: 500 })])
  expect(line).toContain('x="50%" width="0.1%"')
})

test('a request shows its attempt, its bodies, and the ports that are open after it', () => {
  const text = page([
    exchange({ attempt: 2, reply: '{"operation":{"id":"a"}}', ports: ['22/tcp from ::/0', '80/tcp from ::/0'] }),
    exchange({ at: 400, endedAt: 500, operation: undefined, input: undefined, reply: '{"id":1.0}', ports: [] }),
  ])
  expect(text).toContain('<small>attempt 2</small>')
  expect(text).not.toContain('<small>attempt undefined</small>')
  expect(text).toContain('Then open: <bdi>22/tcp from ::/0</bdi>, <bdi>80/tcp from ::/0</bdi>')
  expect(text).toContain('Then nothing was open.')
  expect(text).toContain('<bdi>no operation</bdi>')
  expect(text.match(/<summary>request body/g)).toHaveLength(1)
  // A reply that is JSON is indented; the digits of another one stay as they are.
  expect(text).toMatch(/\n {2}(?:"|&quot;)operation(?:"|&quot;): \{/)
  expect(text).toMatch(/\{(?:"|&quot;)id(?:"|&quot;):1\.0\}/)
})

test('a situation without a request says so', () => {
  expect(page([])).toContain('It sent no request.')
})

test.each<[Verdict, readonly string[]]>([
  ['pass', []],
  ['fail', ['Failures']],
  ['warn', ['Warnings']],
])('the page of a card with one judgement, %s, has the findings %j', (verdict, headings) => {
  const found = [...page([exchange({})], { verdict }).matchAll(/<h2 id="findings-\w+">(\w+)</g)].map(([, name]) => name)
  expect(found).toEqual(headings)
})
