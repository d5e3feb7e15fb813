import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { VerifierOptions } from '@pact-foundation/pact'
import { isHttpUrl } from '../../../mocks/protocol/index.ts'
import { createService, type LightsailService, serve, type WorldDefinition } from '../../../mocks/server/index.ts'
import { CONSUMER_ACCESS_KEY } from '../../consumers/worlds.ts'
import { loadPact } from '../load-pact.ts'
import { PROVIDER } from '../provider-name.ts'
import { PROVIDER_STATES, type StateParameters, worldOfState } from '../states/provider-states.ts'

/** Picks versions of consumers, in a broker's own words: `{ mainBranch: true }`, `{ branch: 'next' }`. */
export type ConsumerVersionSelector = Readonly<Record<string, string | boolean>>

/** Where pacts come from that stand in a broker. */
export interface BrokerOptions {
  readonly url: string
  /** Default: the environment's `PACT_BROKER_TOKEN`. */
  readonly token?: string | undefined
  readonly username?: string | undefined
  readonly password?: string | undefined
  /** Which versions of the consumers. Default: those of their main branches, and those that are deployed or released. */
  readonly consumerVersionSelectors?: readonly ConsumerVersionSelector[] | undefined
  /** New interactions do not fail the run until they were verified once. Default true. */
  readonly enablePending?: boolean | undefined
  /** Also verifies pacts that nobody has selected, from that day on (`2026-01-31`). */
  readonly includeWipPactsSince?: string | undefined
  /** Tells the broker what came of it. It needs `providerVersion`. */
  readonly publishVerificationResult?: boolean | undefined
}

/** What is verified, and against what. */
export interface VerifyProviderOptions {
  /** Pact files, and folders of them. */
  readonly pacts?: readonly string[] | undefined
  readonly broker?: BrokerOptions | undefined
  /**
   * Where a `lightsail-ports serve` runs, with `--auth` off or presence; its world is replaced. Default: a simulation is
   * started for the run.
   */
  readonly providerBaseUrl?: string | undefined
  /** The version that is verified, for the broker. */
  readonly providerVersion?: string | undefined
  /** The branch that it is from. */
  readonly providerVersionBranch?: string | undefined
  /** Milliseconds that a request may take. Default 30,000. */
  readonly timeout?: number | undefined
  /** How much Pact tells besides its results. Default `error`. */
  readonly logLevel?: 'trace' | 'debug' | 'info' | 'warn' | 'error' | undefined
}

/** Milliseconds that a request may take. */
const DEFAULT_TIMEOUT = 30_000

/** The provider does not keep a contract, or it cannot be verified. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError'
}

/**
 * Verifies pacts with Pact's own verifier: against a simulation that is started for it, with all provider states built
 * in, or against a `lightsail-ports serve` that runs somewhere else: its world is replaced by those of the states.
 *
 * @returns what the verifier says
 * @throws {VerificationError} where a pact is not kept, is no pact or of another provider, or asks for an unknown state
 * @example
 * await verifyProvider({ pacts: ['pacts'] })
 * @see https://docs.pact.io/implementation_guides/javascript/docs/provider
 */
export async function verifyProvider(options: VerifyProviderOptions): Promise<string> {
  const { pacts = [], providerBaseUrl, timeout = DEFAULT_TIMEOUT } = options
  checkOptions(options)
  const { Verifier } = await loadPact()
  const files = await findPacts(pacts)
  for (const file of files) await checkPact(file)
  const provider = await startProvider(providerBaseUrl, timeout)
  const problems: string[] = []
  try {
    const output = await new Verifier(verifierOptions(options, files, provider, problems)).verifyProvider()
    if (problems.length > 0) throw new VerificationError(problems.join('\n'))
    return output
  } catch (error) {
    if (error instanceof VerificationError) throw error
    const reason = readable(error instanceof Error ? error.message : String(error))
    // Of what could not be arranged the reason is enough.
    throw new VerificationError(problems.length > 0 ? [...new Set(problems)].join('\n') : reason, { cause: error })
  } finally {
    await provider.end()
  }
}

function checkOptions({ pacts = [], broker, providerVersion }: VerifyProviderOptions): void {
  if (pacts.length === 0 && broker === undefined) {
    throw new VerificationError('Failed to verify: there are no pacts. Name files or folders of them, or a broker.')
  }
  if (broker !== undefined) checkUrl('broker', broker.url)
  if (broker?.publishVerificationResult !== true || providerVersion !== undefined) return
  throw new VerificationError(
    'Failed to verify: a result is published for a version. Give providerVersion, e.g. the commit.',
  )
}

function verifierOptions(
  {
    broker,
    timeout = DEFAULT_TIMEOUT,
    logLevel = 'error',
    providerVersion,
    providerVersionBranch,
  }: VerifyProviderOptions,
  files: string[],
  provider: Provider,
  problems: string[],
): VerifierOptions {
  return {
    provider: PROVIDER,
    providerBaseUrl: provider.url,
    ...(files.length > 0 && { pactUrls: files }),
    ...(broker !== undefined && brokerOptions(broker)),
    ...(providerVersion !== undefined && { providerVersion }),
    ...(providerVersionBranch !== undefined && { providerVersionBranch }),
    stateHandlers: handlers(provider.arrange, problems),
    // A pact holds no signature: the requests are signed for the principal that the states know.
    requestFilter: (request: Filtered, _response: unknown, next: () => void) => {
      request.headers['authorization'] ??= AUTHORIZATION
      next()
    },
    ...{ timeout, logLevel },
  }
}

/** A request on its way through the verifier's proxy. */
interface Filtered {
  readonly headers: Record<string, string | string[] | undefined>
}

const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=${CONSUMER_ACCESS_KEY}/20260131/us-east-1/lightsail/aws4_request, SignedHeaders=host, Signature=00`

/** What the verifier rejects with is all of its output in JSON; what has failed is a small part of that. */
function readable(message: string): string {
  try {
    const { errors } = JSON.parse(message) as { errors: { interaction: string; mismatch: Mismatch }[] }
    return errors
      .map(({ interaction, mismatch }) => {
        const told = mismatch.mismatches?.map((one) => [one.path, one.mismatch].filter(Boolean).join(' ')) ?? [
          mismatch.message,
        ]
        return `${interaction}: ${told.join('; ')}`
      })
      .join('\n')
  } catch {
    return message
  }
}

interface Mismatch {
  readonly mismatches?: readonly { readonly path?: string; readonly mismatch?: string }[]
  readonly message?: string
}

interface Provider {
  readonly url: string
  arrange(world: WorldDefinition): Promise<void> | void
  end(): Promise<void>
}

async function startProvider(url: string | undefined, timeout: number): Promise<Provider> {
  if (url !== undefined) {
    checkUrl('provider', url)
    const arrange = arrangerOver(url, timeout)
    // A provider that is not there would be asked for every interaction.
    await reach(url, timeout)
    return { url, arrange, end: async () => {} }
  }
  const service: LightsailService = createService()
  const server = await serve(service)
  return { url: server.url, arrange: (world) => service.load(world), end: () => server.close() }
}

/** @throws {VerificationError} for what is no URL of HTTP, or has a password in it */
function checkUrl(whose: string, text: string): void {
  const url = isHttpUrl(text) ? new URL(text) : undefined
  if (url === undefined) {
    throw new VerificationError(
      `Failed to verify: ${JSON.stringify(text)} is no URL of a ${whose}. Use one such as http://127.0.0.1:4566.`,
    )
  }
  if (url.username === '' && url.password === '') return
  throw new VerificationError(
    `Failed to verify: the URL of the ${whose} has credentials in it, which would be printed. Give them apart from it.`,
  )
}

/** Asks a provider, and says in its own words why there is no answer. */
async function ask(url: string, path: string, timeout: number, init: RequestInit = {}): Promise<Response> {
  return fetch(new URL(path, url), { ...init, signal: AbortSignal.timeout(timeout) }).catch(
    (error: Error & { cause?: unknown }) => {
      const cause = error.cause instanceof Error ? error.cause.message : error.message
      const reason =
        error.name === 'TimeoutError' ? `it does not answer within ${timeout} ms` : `it cannot be reached (${cause})`
      throw new VerificationError(
        `Failed to verify the provider at ${url}: ${reason}. Start it first, e.g. with lightsail-ports serve.`,
      )
    },
  )
}

async function reach(url: string, timeout: number): Promise<void> {
  const reply = await ask(url, '/_mock/health', timeout)
  await reply.body?.cancel()
}

/** Another provider is arranged by the routes of the mock, if it has them. What has failed once is not tried again. */
function arrangerOver(url: string, timeout: number): (world: WorldDefinition) => Promise<void> {
  let failed: unknown
  return async (world) => {
    if (failed !== undefined) throw failed
    try {
      await arrangeOver(url, timeout, world)
    } catch (error) {
      failed = error
      throw error
    }
  }
}

async function arrangeOver(url: string, timeout: number, world: WorldDefinition): Promise<void> {
  const reply = await ask(url, '/_mock/world', timeout, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(world),
  })
  const text = await reply.text()
  if (reply.ok) return
  throw new VerificationError(
    `Failed to arrange a provider state: ${url} answers ${reply.status} to PUT /_mock/world (${text.slice(0, 200)}). Verify against lightsail-ports serve, or against the simulation of verifyProvider itself.`,
  )
}

type Handlers = NonNullable<VerifierOptions['stateHandlers']>

/**
 * The verifier passes over a state that it does not know, and goes on when a handler throws: both are remembered, and
 * fail the run.
 */
function handlers(arrange: Provider['arrange'], problems: string[]): Handlers {
  const handler = (name: string) => async (parameters?: unknown) => {
    try {
      await arrange(worldOfState(name, (parameters ?? {}) as StateParameters))
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error))
      throw error
    }
  }
  const known = Object.keys(PROVIDER_STATES).map((name) => [name, { setup: handler(name) }])
  return new Proxy(Object.fromEntries(known), {
    get: (states, name) =>
      typeof name === 'symbol' || Object.hasOwn(states, name) ? Reflect.get(states, name) : { setup: handler(name) },
  })
}

function brokerOptions(broker: BrokerOptions): Partial<VerifierOptions> {
  const { url, username, password, ...rest } = broker
  // Whoever names a user wants that one, whatever the environment says.
  const { token = username === undefined ? process.env['PACT_BROKER_TOKEN'] : undefined } = broker
  const { enablePending = true, consumerVersionSelectors = [{ mainBranch: true }, { deployedOrReleased: true }] } = rest
  return {
    pactBrokerUrl: url,
    ...(token !== undefined && { pactBrokerToken: token }),
    ...(username !== undefined && { pactBrokerUsername: username }),
    ...(password !== undefined && { pactBrokerPassword: password }),
    ...{ enablePending, consumerVersionSelectors: [...consumerVersionSelectors] },
    ...(rest.includeWipPactsSince !== undefined && { includeWipPactsSince: rest.includeWipPactsSince }),
    ...(rest.publishVerificationResult !== undefined && { publishVerificationResult: rest.publishVerificationResult }),
  }
}

async function findPacts(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const known = await stat(path).catch(() => {
        throw new VerificationError(`Failed to verify: there is no file or folder ${path}.`)
      })
      if (!known.isDirectory()) return [path]
      const files = (await readdir(path)).filter((name) => name.endsWith('.json')).toSorted()
      if (files.length === 0) throw new VerificationError(`Failed to verify: there are no pacts in the folder ${path}.`)
      return files.map((name) => join(path, name))
    }),
  )
  return found.flat()
}

/** What the verifier would pass over, or say in its own way, is told here. */
async function checkPact(path: string): Promise<void> {
  const problem = (text: string) => new VerificationError(`Failed to verify the pact ${path}: ${text}`)
  let pact: { provider?: { name?: unknown }; interactions?: unknown; messages?: unknown }
  try {
    pact = JSON.parse(await readFile(path, 'utf8'))
  } catch {
    throw problem('it is not JSON.')
  }
  const name = pact?.provider?.name
  if (typeof name !== 'string') throw problem('it is no pact: it names no provider.')
  if (name !== PROVIDER) throw problem(`it is one with the provider ${JSON.stringify(name)}, and not with ${PROVIDER}.`)
  if (!Array.isArray(pact.interactions) || pact.interactions.length === 0) throw problem('it has no interactions.')
}
