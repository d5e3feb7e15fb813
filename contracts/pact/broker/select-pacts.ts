import { isObject } from '../../../mocks/protocol/index.ts'
import { cannotVerify } from '../provider/verification-error.ts'
import { type BrokerClient, linkOf, type Resource } from './broker-client.ts'
import type { BrokerOptions, ConsumerVersionSelector } from './broker-options.ts'

/** A pact that a broker has selected. */
export interface SelectedPact {
  readonly url: string
  readonly pending: boolean
  /** The pact itself, as the broker gives it. */
  readonly document: Resource
}

/** The selectors of a run that names none. */
const DEFAULT_SELECTORS: readonly ConsumerVersionSelector[] = [{ mainBranch: true }, { deployedOrReleased: true }]

/**
 * Asks a broker for the pacts to verify, and gets them.
 *
 * @throws {VerificationError} if there is no such provider, or if the selectors select nothing
 */
export async function selectPacts(
  client: BrokerClient,
  provider: string,
  options: BrokerOptions,
  branch: string | undefined,
): Promise<readonly SelectedPact[]> {
  const index = (await client.send('GET', client.url)).json
  const start = linkOf(index, 'pb:provider-pacts-for-verification', { provider })
  if (start === undefined) {
    throw cannotVerify(`${client.url} is not the index of a Pact broker. Give the URL that ends before /pacts.`)
  }
  const { status, json } = await client.send('GET', start, undefined, [404])
  if (status === 404) throw await noSuchProvider(client, index, provider)
  const { consumerVersionSelectors = DEFAULT_SELECTORS, enablePending = true, includeWipPactsSince } = options
  const selected = await client.send('POST', linkOf(json, 'self') ?? start, {
    includePendingStatus: enablePending,
    ...(includeWipPactsSince !== undefined && { includeWipPactsSince }),
    consumerVersionSelectors,
    providerVersionBranch: branch ?? '',
  })
  const embedded = selected.json['_embedded']
  const pacts = isObject(embedded) ? embedded['pacts'] : undefined
  if (!Array.isArray(pacts) || pacts.length === 0) throw nothingSelected(client, provider, consumerVersionSelectors)
  const found: SelectedPact[] = []
  for (const pact of pacts.filter(isObject)) {
    const url = linkOf(pact, 'self')
    if (url === undefined) throw cannotVerify(`the broker at ${client.url} lists a pact without a link.`)
    const properties = pact['verificationProperties']
    const { json: document } = await client.send('GET', url)
    found.push({ url, document, pending: isObject(properties) && properties['pending'] === true })
  }
  return found
}

async function noSuchProvider(client: BrokerClient, index: Resource, provider: string): Promise<Error> {
  const url = linkOf(index, 'pb:pacticipants')
  const all = url === undefined ? {} : (await client.send('GET', url, undefined, [404])).json
  const embedded = all['_embedded']
  const listed = isObject(embedded) ? embedded['pacticipants'] : all['pacticipants']
  const names = (Array.isArray(listed) ? listed : [])
    .filter(isObject)
    .map(({ name }) => name)
    .filter((name) => typeof name === 'string')
  const known = names.length === 0 ? 'It knows nobody yet: publish a pact first.' : `It knows ${names.join(', ')}.`
  return cannotVerify(
    `the broker at ${client.url} has no pact with the provider ${JSON.stringify(provider)}. ${known} Give the provider's name in the pacts with --provider.`,
  )
}

function nothingSelected(client: BrokerClient, provider: string, selectors: readonly ConsumerVersionSelector[]): Error {
  const reasons = [
    selectors.some(({ mainBranch }) => mainBranch === true) &&
      'no consumer has a pact from its main branch (publish with --branch, and set the main branch of the consumer)',
    selectors.some(({ deployedOrReleased, deployed, released, environment }) =>
      [deployedOrReleased, deployed, released, environment].some((one) => one !== undefined),
    ) && 'no consumer with a pact is recorded as deployed or released (pact-broker record-deployment)',
    selectors.some(({ branch }) => branch !== undefined) && 'there is no pact from such a branch',
  ].filter((reason) => reason !== false)
  const why = reasons.length === 0 ? '' : `: ${reasons.join(', and ')}`
  return cannotVerify(
    `no pact with ${provider} at ${client.url} matches ${selectors.map((one) => JSON.stringify(one)).join(', ')}${why}. Nothing was verified.`,
  )
}
