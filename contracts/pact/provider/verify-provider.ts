import { readCustomStates } from '../../../mocks/states/index.ts'
import { publishResult } from '../broker/publish-result.ts'
import { PROVIDER } from '../provider-name.ts'
import { FILTER_VARIABLES, type Filter, readFilter } from './filter.ts'
import { type LoadedPact, loadPacts } from './load-pacts.ts'
import { adviseMatcher } from './matcher-advice.ts'
import { specificationOf } from './pact-document.ts'
import { startProvider } from './provider.ts'
import { countVerdict, type InteractionResult, type PactResult, type VerificationReport } from './report.ts'
import { describeFailures } from './summary.ts'
import { cannotVerify, VerificationError } from './verification-error.ts'
import { PactVerifier } from './verifier.ts'
import { type VerificationContext, verifyInteraction } from './verify-interaction.ts'
import { checkVerifyOptions, isPublishing, type VerifyProviderOptions } from './verify-options.ts'

/** The milliseconds that a request to the provider may take. */
const DEFAULT_TIMEOUT = 30_000

/**
 * Verifies pacts with Pact's own verifier: against a simulation that is started for it, with all provider states built in,
 * or against a `lightsail-ports serve` that runs somewhere else, whose world is replaced for each interaction.
 *
 * @returns the results of all interactions
 * @throws {VerificationError} if an interaction is not kept and not pending, if a result was not published, or if a pact
 *   cannot be verified; its `report` has the results
 * @example
 * const { pacts } = await verifyProvider({ pacts: ['pacts'] })
 * @see https://docs.pact.io/implementation_guides/javascript/docs/provider
 */
export async function verifyProvider(options: VerifyProviderOptions): Promise<VerificationReport> {
  checkVerifyOptions(options)
  const { provider: name = PROVIDER, providerBaseUrl, timeout = DEFAULT_TIMEOUT, logLevel = 'error' } = options
  const { states = {} } = options
  readCustomStates(states)
  const pacts = selectInteractions(await loadPacts(options, name), readFilter(process.env), isPublishing(options))
  await using provider = await startProvider(providerBaseUrl, timeout)
  await using verifier = await PactVerifier.start(provider.url)
  const results: PactResult[] = []
  try {
    for (const pact of pacts) {
      results.push(await verifyPact({ provider, verifier, states, timeout, logLevel }, pact))
    }
  } finally {
    options.onOutput?.(verifier.printed)
  }
  const report = await publish(options, name, pacts, results)
  if (!report.passed) throw new VerificationError(describeFailures(report), report)
  return report
}

/** Keeps the interactions that the environment's filter selects. */
function selectInteractions(pacts: LoadedPact[], filter: Filter | undefined, isPublished: boolean): LoadedPact[] {
  if (filter === undefined) return pacts
  const names = FILTER_VARIABLES.filter((name) => (process.env[name] ?? '') !== '').join(', ')
  if (isPublished) {
    throw cannotVerify(
      `${names} selects a part of the interactions, and the result of a part is not published. Unset it.`,
    )
  }
  const selected = pacts
    .map((pact) => ({
      ...pact,
      document: { ...pact.document, interactions: pact.document.interactions.filter(filter) },
    }))
    .filter(({ document }) => document.interactions.length > 0)
  if (selected.length === 0) throw cannotVerify(`${names} selects no interaction. Nothing was verified.`)
  return selected
}

async function verifyPact(context: VerificationContext, pact: LoadedPact): Promise<PactResult> {
  const { document, source, pending } = pact
  const version = specificationOf(document)
  const interactions: InteractionResult[] = pact.refusal === undefined ? [] : [refusedResult(pact.refusal)]
  for (const one of document.interactions) {
    interactions.push(await verifyInteraction(context, document, one, version, pending))
  }
  const needsAdvice = interactions.some(
    ({ repaired, problems }) => repaired || problems.some((problem) => problem.includes('pact:matcher:type')),
  )
  return {
    consumer: document.consumer.name,
    source,
    pending,
    interactions,
    advice: needsAdvice ? adviseMatcher(document) : undefined,
  }
}

/** The result of a pending pact that cannot be verified at all. */
function refusedResult(refusal: string): InteractionResult {
  return { description: 'the pact', states: [], verdict: 'pending', problems: [refusal], repaired: false }
}

async function publish(
  options: VerifyProviderOptions,
  provider: string,
  pacts: readonly LoadedPact[],
  results: readonly PactResult[],
): Promise<VerificationReport> {
  const problems: string[] = []
  const published: PactResult[] = []
  for (const [index, result] of results.entries()) {
    const { broker } = pacts[index] ?? {}
    if (!isPublishing(options) || broker === undefined) {
      published.push(result)
      continue
    }
    try {
      const url = await publishResult(broker.client, broker.resource, versionOf(options), result.interactions)
      published.push({ ...result, published: url })
    } catch (error) {
      if (!(error instanceof VerificationError)) throw error
      problems.push(`the result for ${result.consumer} was not published: ${error.message}`)
      published.push(result)
    }
  }
  const isKept = countVerdict({ pacts: published }, 'broken') === 0
  return { provider, passed: isKept && problems.length === 0, pacts: published, problems }
}

function versionOf({ providerVersion = '', providerVersionBranch, buildUrl }: VerifyProviderOptions) {
  return { version: providerVersion, branch: providerVersionBranch, buildUrl }
}
