import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Verifier, type VerifierOptions } from '@pact-foundation/pact'
import { createService, type LightsailService, serve, type WorldDefinition } from '../mocks/server/index.ts'
import { PROVIDER } from './interactions.ts'
import { CONTRACT_CREDENTIALS, PROVIDER_STATES, type StateParameters, worldOfState } from './provider-states.ts'

/** Where pacts come from that stand in a broker. */
export interface BrokerOptions {
  readonly url: string
  /** Default: the environment's `PACT_BROKER_TOKEN`. */
  readonly token?: string | undefined
  readonly username?: string | undefined
  readonly password?: string | undefined
  /** Which versions of the consumers. Default: those of their main branches, and those that are deployed or released. */
  readonly consumerVersionSelectors?: VerifierOptions['consumerVersionSelectors']
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
  /** Where a provider is that is no simulation of this process. Default: a simulation is started. */
  readonly providerBaseUrl?: string | undefined
  /** The version that is verified, for the broker. */
  readonly providerVersion?: string | undefined
  readonly providerVersionBranch?: string | undefined
  /** Milliseconds that a request may take. Default 30,000. */
  readonly timeout?: number | undefined
  readonly logLevel?: VerifierOptions['logLevel'] | undefined
}

/** The provider does not keep a contract, or it cannot be verified. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError'
}

/**
 * Verifies pacts with Pact's own verifier: against a simulation that is started for it, with all provider states built
 * in, or against a provider that runs somewhere else (if it is a `lightsail-ports serve`, its states are arranged, too).
 *
 * @returns what the verifier says
 * @throws {VerificationError} where a pact is not kept, is no pact or of another provider, or asks for an unknown state
 * @example
 * await verifyProvider({ pacts: ['pacts'] })
 * @see https://docs.pact.io/implementation_guides/javascript/docs/provider
 */
export async function verifyProvider(options: VerifyProviderOptions): Promise<string> {
  const { pacts = [], broker, providerBaseUrl, timeout = 30_000, logLevel = 'error' } = options
  if (pacts.length === 0 && broker === undefined) {
    throw new VerificationError('Failed to verify: there are no pacts. Name files or folders of them, or a broker.')
  }
  const files = await findPacts(pacts)
  for (const file of files) await checkPact(file)
  const provider = await startProvider(providerBaseUrl)
  const problems: string[] = []
  try {
    const output = await new Verifier({
      provider: PROVIDER,
      providerBaseUrl: provider.url,
      ...(files.length > 0 && { pactUrls: files }),
      ...(broker !== undefined && brokerOptions(broker)),
      ...(options.providerVersion !== undefined && { providerVersion: options.providerVersion }),
      ...(options.providerVersionBranch !== undefined && { providerVersionBranch: options.providerVersionBranch }),
      stateHandlers: handlers(provider.arrange, problems),
      // A pact holds no signature: the requests are signed for the principal that the states know.
      requestFilter: (request: Filtered, _response: unknown, next: () => void) => {
        request.headers['authorization'] ??= AUTHORIZATION
        next()
      },
      ...{ timeout, logLevel },
    }).verifyProvider()
    if (problems.length > 0) throw new VerificationError(problems.join('\n'))
    return output
  } catch (error) {
    if (error instanceof VerificationError) throw error
    const reason = readable(error instanceof Error ? error.message : String(error))
    throw new VerificationError([...new Set(problems), reason].join('\n'), { cause: error })
  } finally {
    await provider.end()
  }
}

/** A request on its way through the verifier's proxy. */
interface Filtered {
  readonly headers: Record<string, string | string[] | undefined>
}

const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=${CONTRACT_CREDENTIALS.accessKeyId}/20260131/us-east-1/lightsail/aws4_request, SignedHeaders=host, Signature=00`

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

async function startProvider(url: string | undefined): Promise<Provider> {
  if (url !== undefined) return { url, arrange: (world) => arrangeOver(url, world), end: async () => {} }
  const service: LightsailService = createService()
  const server = await serve(service)
  return { url: server.url, arrange: (world) => service.load(world), end: () => server.close() }
}

/** Another provider is arranged by the routes of the mock, if it has them. */
async function arrangeOver(url: string, world: WorldDefinition): Promise<void> {
  const reply = await fetch(new URL('/_mock/world', url), {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(world),
  })
  if (reply.ok) return
  throw new VerificationError(
    `Failed to arrange a provider state: ${url} answers ${reply.status} to PUT /_mock/world. Verify against lightsail-ports serve, or against the simulation of verifyProvider itself.`,
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
  const { url, token = process.env['PACT_BROKER_TOKEN'], username, password, ...rest } = broker
  const { enablePending = true, consumerVersionSelectors = [{ mainBranch: true }, { deployedOrReleased: true }] } = rest
  return {
    pactBrokerUrl: url,
    ...(token !== undefined && { pactBrokerToken: token }),
    ...(username !== undefined && { pactBrokerUsername: username }),
    ...(password !== undefined && { pactBrokerPassword: password }),
    ...{ enablePending, consumerVersionSelectors },
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
