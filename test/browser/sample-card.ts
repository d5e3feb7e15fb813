import type { Card, Judgement, SituationResult, Verdict } from '../../contracts/certify/card.ts'
import type { Exchange } from '../../contracts/certify/exchange.ts'

const SSH = '22/tcp from 203.0.113.7/32'
const HTTPS = '443/tcp from 0.0.0.0/0'
const PUT = 'PutInstancePublicPorts'
const GET = 'GetInstancePortStates'

const INPUT = {
  instanceName: 'web-1',
  portInfos: [
    { protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['203.0.113.7/32'] },
    { protocol: 'tcp', fromPort: 443, toPort: 443, cidrs: ['0.0.0.0/0'] },
  ],
}
const DONE = JSON.stringify({
  operation: { id: '6f0c9e0a', operationType: 'PutInstancePublicPorts', status: 'Succeeded' },
})
const STATES = JSON.stringify({
  portStates: [{ protocol: 'tcp', fromPort: 22, toPort: 22, state: 'open', cidrs: ['203.0.113.7/32'] }],
})

/** A request that is answered, or whatever else is said of it. */
export function exchange(at: number, endedAt: number, more: Partial<Exchange> = {}): Exchange {
  return {
    operation: PUT,
    input: INPUT,
    attempt: 1,
    at,
    endedAt,
    ending: 'answered',
    status: 200,
    error: undefined,
    reply: DONE,
    ports: undefined,
    ...more,
  }
}

const read = (at: number, endedAt: number, more: Partial<Exchange> = {}): Exchange =>
  exchange(at, endedAt, { operation: GET, input: { instanceName: 'web-1' }, reply: STATES, ...more })

function failed(at: number, endedAt: number, status: number, error: string, more: Partial<Exchange> = {}): Exchange {
  const reply = JSON.stringify({ __type: error, message: 'Rate exceeded' })
  return exchange(at, endedAt, { status, error, reply, ...more })
}

const REASONS: Readonly<Record<string, string>> = {
  'job-done': 'What was asked for is open.',
  'lock-out': 'SSH stays open all the time.',
  'no-more-than-asked': 'Nothing else was opened.',
  'tells-the-truth': 'What it reported is what was so.',
  'retry-budget': 'It stopped after 3 tries.',
  backoff: 'It waited longer before each try.',
  'no-secret-printed': 'No secret is in what it printed.',
  'ends-in-time': 'It ended before its deadline.',
}

const judged = (name: string, verdict: Verdict = 'pass', reason = REASONS[name] ?? ''): Judgement => ({
  name,
  verdict,
  reason,
})

const passes = (...names: readonly string[]): Judgement[] => names.map((name) => judged(name))

const SITUATIONS: readonly SituationResult[] = [
  {
    name: 'calm',
    title: 'Nothing goes wrong.',
    judgements: passes(
      'job-done',
      'lock-out',
      'no-more-than-asked',
      'tells-the-truth',
      'no-secret-printed',
      'ends-in-time',
    ),
    outcome: 'resolved',
    duration: 400,
    exchanges: [read(100, 140), exchange(160, 360, { ports: [SSH, HTTPS] })],
    printed: 'reading ports of web-1\nopening 443/tcp\ndone\n',
  },
  {
    name: 'throttled-twice',
    title: 'The first two requests are throttled.',
    judgements: [
      ...passes('job-done', 'lock-out', 'no-more-than-asked', 'tells-the-truth', 'retry-budget'),
      judged(
        'backoff',
        'warn',
        'It waited 100 ms before each try; a wait that doubles, with jitter, spares the service.',
      ),
      ...passes('no-secret-printed', 'ends-in-time'),
    ],
    outcome: 'resolved',
    duration: 1000,
    exchanges: [
      failed(200, 250, 400, 'ThrottlingException'),
      failed(350, 400, 400, 'ThrottlingException', { attempt: 2 }),
      exchange(500, 900, { attempt: 3, ports: [SSH, HTTPS] }),
    ],
    printed: '',
  },
  {
    name: 'commit-then-drop',
    title: 'The request is carried out, and its reply is lost.',
    judgements: [
      judged('job-done'),
      judged('lock-out', 'fail', 'From 620 ms to the end, SSH was closed, and nobody could have got in to repair it.'),
      judged('no-more-than-asked'),
      judged('tells-the-truth', 'fail', 'It reported a failure, and the ports were open.'),
      ...passes('retry-budget', 'no-secret-printed', 'ends-in-time'),
    ],
    outcome: 'rejected with TimeoutError: socket hang up',
    duration: 1840,
    exchanges: [
      exchange(310, 620, { ending: 'dropped', ports: [HTTPS] }),
      exchange(1020, 1400, { attempt: 2, ending: 'cut off', reply: DONE.slice(0, 41) }),
    ],
    printed:
      'opening 443/tcp\n\u001B[31merror\u001B[39m socket hang up\n    at Socket.onEnd (node:_http_client:598:25)\n',
  },
  {
    name: 'slow-service',
    title: 'The service takes longer than anybody waits.',
    judgements: [
      judged('lock-out'),
      judged('no-more-than-asked'),
      judged('tells-the-truth', 'fail', 'It reported a failure, and the ports were open.'),
      judged('retry-budget', 'fail', 'It tried 9 times in 4 s; 3 are enough.'),
      judged('ends-in-time', 'warn', 'It ended 40 ms before its deadline.'),
    ],
    outcome: 'exited with 1',
    duration: 4960,
    exchanges: [
      exchange(300, 2300, { ending: 'given up', status: 0, reply: '' }),
      exchange(2500, 4500, { attempt: 2, ending: 'given up', status: 200, ports: [SSH, HTTPS] }),
      read(4600, 4960, { ending: 'unanswered', status: 0, reply: '' }),
    ],
    printed: 'Error: connect timeout\n',
  },
  {
    name: 'not-found',
    title: 'There is no instance of that name.',
    judgements: [
      ...passes('lock-out', 'no-more-than-asked', 'tells-the-truth'),
      { ...judged('retry-budget', 'warn', 'It tried 2 times, and no try can help.'), accepted: true },
      ...passes('no-secret-printed', 'ends-in-time'),
    ],
    outcome: 'rejected with NotFoundException: The Instance does not exist: web-1',
    duration: 512,
    exchanges: [failed(120, 131, 400, 'NotFoundException'), failed(231, 240, 400, 'NotFoundException', { attempt: 2 })],
    printed: '',
  },
  {
    name: 'many-rules',
    title: 'The instance has sixty rules already, so replies are long.',
    judgements: [
      ...passes('job-done', 'lock-out'),
      judged('no-more-than-asked', 'fail', '8080/tcp from 0.0.0.0/0 is open, and nobody asked for that.'),
      ...passes('tells-the-truth', 'no-secret-printed', 'ends-in-time'),
    ],
    outcome: 'resolved',
    duration: 900,
    exchanges: [
      read(200, 280, {
        reply: `{"portStates":[${'{"protocol":"tcp","fromPort":80,"toPort":80,"state":"open"},'.repeat(70)}`,
      }),
      exchange(300, 800, {
        input: undefined,
        ports: [SSH, HTTPS, '8080/tcp from 0.0.0.0/0', '8000-8443/udp from 2001:db8::/32'],
      }),
    ],
    printed: Array.from({ length: 60 }, (_, line) => `rule ${line + 1} of 60 kept\n`).join(''),
  },
  {
    name: 'together',
    title: 'Its two requests are under way at the same time, and one closes all.',
    judgements: passes('job-done', 'tells-the-truth', 'no-secret-printed', 'ends-in-time'),
    outcome: 'resolved',
    duration: 600,
    exchanges: [
      read(100, 500, { attempt: undefined }),
      exchange(200, 300, { attempt: undefined, ports: [] }),
      exchange(550, 550, {
        operation: undefined,
        input: undefined,
        status: 404,
        error: 'UnknownOperationException',
        reply: '',
      }),
    ],
    printed: 'two at once\n',
  },
  {
    name: 'no-credentials',
    title: 'There are no credentials, so nothing can be sent.',
    judgements: passes('tells-the-truth', 'no-secret-printed', 'ends-in-time'),
    outcome: 'rejected with CredentialsProviderError: Could not load credentials from any providers',
    duration: 80,
    exchanges: [],
    printed: 'no credentials\n',
  },
]

/** A card of some situations, with its totals. */
export function cardOf(situations: readonly SituationResult[]): Card {
  const judgements = situations.flatMap((situation) => situation.judgements)
  const count = (verdict: Verdict): number =>
    judgements.filter((one) => (one.accepted ? 'pass' : one.verdict) === verdict).length
  return {
    consumer: 'firewall-sync',
    job: 'Open 443/tcp to everybody on web-1, and keep SSH as it is.',
    passed: count('pass'),
    failed: count('fail'),
    warned: count('warn'),
    situations,
  }
}

/** Some of everything that a card can hold. */
export const SAMPLE: Card = cardOf(SITUATIONS)

const WORDS = [
  'throttled',
  'dropped',
  'slow',
  'cut-off',
  'not-found',
  'denied',
  'pending',
  'reset',
  'stale-read',
] as const
const NAMES = [
  ...[
    'job-done',
    'lock-out',
    'no-more-than-asked',
    'tells-the-truth',
    'retry-budget',
    'backoff-grows',
    'no-secret-printed',
  ],
  ...['ends-in-time', 'no-retry-of-faults', 'request-is-valid', 'signature-is-right', 'no-request-after-success'],
  ...[
    'reads-before-it-writes',
    'same-job-same-request',
    'no-lost-update',
    'cleans-up-connections',
    'exit-code-tells-failure',
  ],
] as const

/** As many situations and judgements as a real card has. */
export const LARGE: Card = cardOf(
  Array.from({ length: 41 }, (_, row): SituationResult => {
    const word = WORDS[row % WORDS.length] ?? 'calm'
    return {
      name: `${word}-${['at-first', 'twice', 'at-the-end', 'for-ever', 'after-the-commit'][Math.floor(row / WORDS.length)]}`,
      title: `The service is ${word.replaceAll('-', ' ')}, and then it is as it should be again.`,
      judgements: NAMES.filter((_name, column) => (row * 7 + column * 3) % 11 !== 0).map((name, column) =>
        judged(
          name,
          row % 13 === 4 && column === 5 ? 'fail' : row % 9 === 2 && column === 8 ? 'warn' : 'pass',
          `A sentence on ${name}.`,
        ),
      ),
      outcome: row % 2 === 0 ? 'resolved' : 'exited with 0',
      duration: 1234 + row,
      exchanges: [failed(200, 260, 503, 'ServiceException'), exchange(460, 900, { attempt: 2, ports: [SSH, HTTPS] })],
      printed: 'done\n',
    }
  }),
)
