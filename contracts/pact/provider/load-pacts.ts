import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isHttpUrl } from '../../../mocks/protocol/index.ts'
import { BrokerClient, type Resource } from '../broker/broker-client.ts'
import { authorizationFor } from '../broker/credentials.ts'
import { selectPacts } from '../broker/select-pacts.ts'
import { checkPact, InvalidPactError, type PactDocument, partyName, readPact } from './pact-document.ts'
import { cannotVerify, VerificationError } from './verification-error.ts'
import type { VerifyProviderOptions } from './verify-options.ts'

/** A pact to verify. */
export interface LoadedPact {
  /** Its file or its URL. */
  readonly source: string
  readonly document: PactDocument
  /** Tells whether the broker lists it as pending. */
  readonly pending: boolean
  /** The reason why a pending pact cannot be verified at all: it must not fail the run. */
  readonly refusal?: string | undefined
  /** The broker that it is from, if it is from one. */
  readonly broker: { readonly client: BrokerClient; readonly resource: Resource } | undefined
}

/** The milliseconds that a request to a broker may take. */
const BROKER_TIMEOUT = 30_000

/**
 * Loads all pacts: from files and folders, from URLs, and from a broker.
 *
 * @throws {VerificationError} if one is missing or is not a pact with the provider
 */
export async function loadPacts(options: VerifyProviderOptions, provider: string): Promise<LoadedPact[]> {
  const { pacts = [], broker } = options
  const files = await findFiles(pacts.filter((path) => !isHttpUrl(path)))
  const loaded = await Promise.all(files.map((path) => loadFile(path, provider)))
  for (const url of new Set(pacts.filter(isHttpUrl))) loaded.push(await loadUrl(url, options, provider))
  if (broker === undefined) return loaded
  const client = new BrokerClient(broker.url, authorizationFor(broker, process.env), broker.timeout ?? BROKER_TIMEOUT)
  for (const { url, pending, document } of await selectPacts(client, provider, broker, options.providerVersionBranch)) {
    const checked = { source: url, pending, broker: { client, resource: document } }
    loaded.push({ ...checked, ...checkSelected(url, document, provider, pending) })
  }
  return loaded
}

async function findFiles(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const known = await stat(path).catch(() => {
        throw cannotVerify(`there is no file or folder ${path}.`)
      })
      if (!known.isDirectory()) return [path]
      const files = (await readdir(path)).filter((name) => name.endsWith('.json')).toSorted()
      if (files.length === 0) throw cannotVerify(`there are no pacts in the folder ${path}.`)
      return files.map((name) => join(path, name))
    }),
  )
  return [...new Set(found.flat())]
}

async function loadFile(path: string, provider: string): Promise<LoadedPact> {
  const text = await readFile(path, 'utf8')
  const document = readPactFrom(path, () => readPact(text, provider))
  return { source: path, document, pending: false, broker: undefined }
}

async function loadUrl(
  url: string,
  { broker, brokerAccess = broker ?? {} }: VerifyProviderOptions,
  provider: string,
): Promise<LoadedPact> {
  const { timeout = BROKER_TIMEOUT } = brokerAccess
  const isOfBroker = broker === undefined || new URL(broker.url).hostname === new URL(url).hostname
  const authorization = isOfBroker ? authorizationFor(brokerAccess, process.env) : undefined
  const client = new BrokerClient(url, authorization, timeout)
  const { json } = await client.send('GET', url)
  const document = readPactFrom(url, () => checkPact(json, provider))
  return { source: url, document, pending: false, broker: { client, resource: json } }
}

/** Checks a pact that a broker has selected. A pending one that is invalid has no interactions, and the reason. */
function checkSelected(
  url: string,
  document: Resource,
  provider: string,
  pending: boolean,
): Pick<LoadedPact, 'document' | 'refusal'> {
  try {
    return { document: readPactFrom(url, () => checkPact(document, provider)) }
  } catch (error) {
    if (!pending || !(error instanceof VerificationError)) throw error
    const consumer = { name: partyName(document, 'consumer') ?? 'a consumer' }
    return { document: { consumer, provider: { name: provider }, interactions: [] }, refusal: error.message }
  }
}

function readPactFrom(source: string, read: () => PactDocument): PactDocument {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof InvalidPactError)) throw error
    throw new VerificationError(`Failed to verify the pact ${source}: ${error.message}`, undefined, { cause: error })
  }
}
