import { createService, serve } from '../../mocks/server/index.ts'
import { CONSUMER_ACCESS_KEY } from '../consumers/worlds.ts'
import { JOB } from './job.ts'
import type { Observed } from './observed.ts'
import type { Certified } from './programs/certified.ts'
import type { Credentials, Situation } from './situations/situation.ts'
import { watchExchanges } from './watch-exchanges.ts'

/** The Region that consumers are certified in. */
const REGION = 'us-east-1'

/** Another instance of the account, which the job does not name. */
const BYSTANDER = { name: 'web-2', ports: [{ protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['203.0.113.7/32'] }] }

/** The consumer, and the limits of one run. */
export interface RunSettings {
  readonly consumer: Certified
  readonly deadline: number
  readonly signal: AbortSignal
}

/** Runs a consumer in one situation, with a service of its own, and keeps what it did. */
export async function observe(situation: Situation, { consumer, deadline, signal }: RunSettings): Promise<Observed> {
  const credentials = newCredentials()
  const service = createService(situation.service(credentials))
  const { instanceName } = JOB
  const ipAddressType = service.instances.has(instanceName)
    ? service.instances.get(instanceName).ipAddressType
    : 'dualstack'
  situation.arrange?.(service)
  const bystander = service.instances.add(BYSTANDER)
  const bystanderBefore = bystander.ports
  const watch = watchExchanges(service, instanceName, [credentials.secretAccessKey, credentials.sessionToken])
  const server = await serve(service, { onExchange: watch.onExchange, mockRoutes: false })
  try {
    const ended = await consumer.run({ endpoint: server.url, region: REGION, credentials, deadline, signal })
    const duration = watch.now()
    const exchanges = watch.exchanges()
    const settled = watch.ports()
    // Operations that are under way come to their end now.
    service.clock.advance('1d')
    const after = watch.ports()
    return {
      situation,
      ended,
      duration,
      exchanges,
      moments: [...watch.moments, { requests: exchanges.length, ports: after ?? [] }],
      settled,
      after,
      secretPlace: watch.secretPlace(),
      bystander: [bystanderBefore, bystander.ports],
      ipAddressType,
    }
  } finally {
    await server.close()
  }
}

/** Counts the runs of this process: each run has secrets of its own. */
let runs = 0

function newCredentials(): Credentials {
  runs += 1
  const number = String(runs).padStart(9, '0')
  return {
    accessKeyId: CONSUMER_ACCESS_KEY,
    secretAccessKey: `a-secret-key-that-no-consumer-may-tell-${number}`,
    sessionToken: `a-session-token-that-no-consumer-may-tell-${number}`,
  }
}
