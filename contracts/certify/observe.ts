import type { Service } from '../../mocks/doors/index.ts'
import { changesPorts } from '../../mocks/model/index.ts'
import { KnownSecrets } from '../../mocks/secrets/index.ts'
import { createService, type LightsailService, serve } from '../../mocks/server/index.ts'
import { allKeys, type KeyServer, newCredentials, secretsOfKeys, serveKeys } from './credentials.ts'
import type { Job } from './job.ts'
import type { Observed } from './observed.ts'
import { watchPatience } from './patience.ts'
import type { Certified, Ended } from './programs/certified.ts'
import type { Credentials, Situation } from './situations/situation.ts'
import { type Watch, watchExchanges } from './watch-exchanges.ts'
import { watchLag } from './watch-lag.ts'

/** The Region that consumers are certified in. */
const REGION = 'us-east-1'

/** Another instance of the account, which the job does not name. */
const BYSTANDER = {
  name: 'web-bystander',
  ports: [{ protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['203.0.113.7/32'] }],
}

/** The consumer, and the limits of one run. */
export interface RunSettings {
  readonly consumer: Certified
  readonly job: Job
  /** Milliseconds that the consumer may wait for one reply. */
  readonly patience: number
  /** Secrets of the caller, which must not be on the card. */
  readonly callerSecrets: readonly string[]
  readonly signal: AbortSignal
}

/** Runs a consumer in one situation, with a service of its own, and keeps what it did. */
export async function observe(situation: Situation, settings: RunSettings): Promise<Observed> {
  const { job } = settings
  const credentials = newCredentials(situation)
  const service = createService(situation.service(credentials))
  const ipAddressType = ipAddressTypeOf(service, job)
  situation.arrange?.(service)
  const bystander = service.instances.add(BYSTANDER)
  const bystanderBefore = bystander.ports
  const secrets = new KnownSecrets([...secretsOfKeys(credentials), ...settings.callerSecrets])
  const watch = watchExchanges(service, job.instanceName, secrets)
  const served: Service = situation.wrap?.(service) ?? service
  const lag = watchLag()
  const server = await serve(served, { onExchange: watch.onExchange, mockRoutes: false })
  const keyServer = await serveKeys(credentials)
  try {
    const ended = await runConsumer(situation, settings, {
      endpoint: server.url,
      credentials,
      keyServer,
      secrets,
      watch,
    })
    const requestLeft = await findRequestLeft(situation, ended, watch)
    const duration = watch.now()
    const exchanges = watch.exchanges()
    const settled = watch.ports()
    // Operations that are under way come to their end now.
    service.clock.advance('1d')
    const after = watch.ports()
    return {
      job,
      region: REGION,
      accessKeyIds: allKeys(credentials).map(({ accessKeyId }) => accessKeyId),
      situation,
      ended,
      duration,
      exchanges,
      claims: watch.claims(),
      requestLeft,
      client: watch.client(),
      worstLag: lag.worst(),
      moments: [...watch.moments, { requests: exchanges.length, ports: after ?? [] }],
      settled,
      after,
      secretPlace: watch.secretPlace(),
      bystander: [bystanderBefore, bystander.ports],
      ipAddressType,
    }
  } finally {
    lag.end()
    keyServer?.close()
    await server.close()
  }
}

function ipAddressTypeOf(service: LightsailService, { instanceName }: Job): Observed['ipAddressType'] {
  return service.instances.has(instanceName) ? service.instances.get(instanceName).ipAddressType : 'dualstack'
}

interface RunParts {
  readonly endpoint: string
  readonly credentials: Credentials
  readonly keyServer: KeyServer | undefined
  readonly secrets: KnownSecrets
  readonly watch: Watch
}

async function runConsumer(
  { isTwice }: Situation,
  { consumer, job, patience, signal }: RunSettings,
  { endpoint, credentials, keyServer, secrets, watch }: RunParts,
): Promise<Ended> {
  const { stopped, end } = watchPatience(watch, patience)
  const keysUrl = keyServer?.url
  const run = () => consumer.run({ endpoint, region: REGION, credentials, keysUrl, job, stopped, secrets, signal })
  try {
    if (isTwice !== true) return await run()
    const [first, second] = await Promise.all([run(), run()])
    // The run that did worse is the one that is judged.
    return second.says !== 'success' || second.problem !== undefined ? second : first
  } finally {
    end()
  }
}

/** Milliseconds that a first request may come late, after the function has already returned. */
const LATE = 300
const STEP = 20

/** Finds a change that was still under way when a function returned and reported success. */
async function findRequestLeft(
  { expects }: Situation,
  { says, how }: Ended,
  watch: Watch,
): Promise<number | undefined> {
  if (says !== 'success' || !how.startsWith('resolved')) return undefined
  for (let waited = 0; watch.exchanges().length === 0 && waited < LATE; waited += STEP) {
    await new Promise((resolve) => setTimeout(resolve, STEP))
    if (watch.exchanges().length > 0) return 1
  }
  // Elsewhere the consumer may have given the request up a moment ago.
  if (expects.kind !== 'done' && expects.kind !== 'late') return undefined
  const left = watch
    .exchanges()
    .findIndex(({ ending, operation }) => ending === 'unanswered' && isChangeOrUnread(operation))
  return left === -1 ? undefined : left + 1
}

/** The operation is unknown until the request has been read. */
function isChangeOrUnread(operation: string | undefined): boolean {
  return operation === undefined || changesPorts(operation)
}
