import { createService, type InstancePortState, type PortInfo } from 'lightsail-ports-testkit/server'
import type { Exchange } from '../../../contracts/certify/exchange.ts'
import { DEFAULT_JOB } from '../../../contracts/certify/job.ts'
import type { Observed } from '../../../contracts/certify/observed.ts'
import type { Ended } from '../../../contracts/certify/programs/certified.ts'
import type { SignatureClaim } from '../../../contracts/certify/signature-claim.ts'
import type { Expectation, Recovery, Refusal } from '../../../contracts/certify/situations/expectation.ts'

/** Makes ports as the service has them: `22/tcp`, `8080-8090/tcp`, `all`. */
function portStates(...ports: string[]): readonly InstancePortState[] {
  const rules = ports.map((port): PortInfo => {
    const [, from = '0', to = from] = /^(\d+)(?:-(\d+))?\//.exec(port) ?? []
    return port === 'all'
      ? { protocol: 'all', fromPort: 0, toPort: 65_535 }
      : { protocol: 'tcp', fromPort: Number(from), toPort: Number(to) }
  })
  return createService({ instances: [{ name: 'web-1', ports: rules }] }).instances.get('web-1').ports
}

export const BEFORE = ['22/tcp', '8080/tcp']
export const RIGHT = [...BEFORE, '80/tcp', '443/tcp']

/** Makes a request that is answered. Its input tells it from others. */
export function request(given: Partial<Exchange> = {}): Exchange {
  return {
    operation: 'PutInstancePublicPorts',
    input: { rule: 1 },
    attempt: 1,
    at: 0,
    endedAt: 1,
    ending: 'answered',
    status: 200,
    error: undefined,
    reply: '',
    ports: undefined,
    ...given,
  }
}

/** Makes several tries of one request, with a wait between them. */
export function times(count: number, given: Partial<Exchange> = {}, wait = 100): Exchange[] {
  return Array.from({ length: count }, (_, index) =>
    request({ at: index * (wait + 1), endedAt: index * (wait + 1) + 1, ...given }),
  )
}

export const THROTTLED: Partial<Exchange> = { status: 400, error: 'ThrottlingException' }
export const DENIED: Partial<Exchange> = { status: 400, error: 'AccessDeniedException' }

export const RECOVERY: Recovery = {
  kind: 'recovery',
  failures: 1,
  of: 'changes',
  losesReply: false,
  retryAfter: undefined,
}
export const REFUSAL: Refusal = {
  kind: 'refusal',
  error: 'AccessDeniedException',
  retryHelps: 'never',
  triesAllowed: 1,
  isThrottling: false,
  isDocumented: true,
  sameAs: undefined,
}
export const THROTTLING: Refusal = {
  ...REFUSAL,
  error: 'ThrottlingException',
  retryHelps: 'soon',
  isThrottling: true,
}

/** The parts of an observation that a test is about. */
export interface Given {
  readonly expects?: Expectation
  readonly ended?: Partial<Ended>
  readonly exchanges?: readonly Exchange[]
  /** The open ports at the start, and after each request. */
  readonly ports?: readonly (readonly string[])[]
  readonly settled?: readonly string[]
  readonly name?: string
  readonly claim?: Partial<SignatureClaim>
  readonly requestLeft?: number
}

/** Makes an observation that is right in everything that is not given. */
export function sampleObserved({
  expects = { kind: 'done' },
  ended,
  exchanges = [request()],
  ports = [BEFORE, RIGHT],
  settled,
  name = 'x',
  claim,
  requestLeft,
}: Given): Observed {
  return {
    job: DEFAULT_JOB,
    region: 'us-east-1',
    accessKeyIds: ['AKIACONTRACT'],
    situation: { name, title: 'x', expects, service: () => ({}) },
    ended: {
      says: 'success',
      how: 'exited with 0',
      problem: undefined,
      allText: '',
      sameness: '',
      fingerprint: '',
      printed: '',
      secretPlace: undefined,
      ...ended,
    },
    duration: 10,
    exchanges,
    claims: exchanges.map(() => ({ accessKeyId: 'AKIACONTRACT', region: 'us-east-1', hasToken: false, ...claim })),
    requestLeft,
    worstLag: 0,
    client: undefined,
    secretPlace: undefined,
    ipAddressType: 'dualstack',
    bystander: [[], []],
    moments: ports.map((one, requests) => ({ requests, ports: portStates(...one) })),
    settled: portStates(...(settled ?? ports.at(-1) ?? [])),
    after: portStates(...(ports.at(-1) ?? [])),
  }
}
