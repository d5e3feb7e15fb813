import type { InteractionResult } from '../provider/report.ts'
import { cannotVerify } from '../provider/verification-error.ts'
import { type BrokerClient, linkOf, type Resource } from './broker-client.ts'

/** The version of the provider that was verified. */
export interface ProviderVersion {
  readonly version: string
  readonly branch: string | undefined
  readonly buildUrl: string | undefined
}

/**
 * Publishes the result of a pact, and then reads it again from the broker: a result that a hook or a proxy refused must not
 * look like a published one.
 *
 * @returns the URL of the result
 * @throws {VerificationError} if the result is not recorded
 */
export async function publishResult(
  client: BrokerClient,
  pact: Resource,
  { version, branch, buildUrl }: ProviderVersion,
  interactions: readonly InteractionResult[],
): Promise<string> {
  const target = linkOf(pact, 'pb:publish-verification-results')
  if (target === undefined) throw cannotVerify('the pact has no link for its results. Is it from a broker?')
  // The branch must be known before the result, or the result does not count for it.
  if (branch !== undefined) await recordBranch(client, pact, branch, version)
  const success = interactions.every(({ verdict }) => verdict === 'kept')
  const reply = await client.send('POST', target, {
    success,
    providerApplicationVersion: version,
    ...(buildUrl !== undefined && { buildUrl }),
    testResults: interactions.map(testResult),
    verifiedBy: {
      implementation: 'Pact-Rust',
      clientLanguage: { name: 'lightsail-ports-testkit' },
    },
  })
  const url = reply.location ?? linkOf(reply.json, 'self')
  if (url === undefined)
    throw cannotVerify(`the broker at ${client.url} does not say where the result is. It may not be recorded.`)
  const recorded = (await client.send('GET', url)).json
  if (recorded['success'] === success && recorded['providerApplicationVersion'] === version) return url
  throw cannotVerify(`the broker at ${client.url} has another result at ${url}. It is not recorded.`)
}

async function recordBranch(client: BrokerClient, pact: Resource, branch: string, version: string): Promise<void> {
  const provider = linkOf(pact, 'pb:provider')
  const resource = provider === undefined ? {} : (await client.send('GET', provider)).json
  const url = linkOf(resource, 'pb:branch-version', { branch, version })
  if (url === undefined) {
    throw cannotVerify(`the broker at ${client.url} knows no branches. Update it, or leave --provider-branch out.`)
  }
  await client.send('PUT', url, {})
}

function testResult({ id, description, verdict, problems }: InteractionResult): object {
  return {
    ...(id !== undefined && { interactionId: id }),
    success: verdict === 'kept',
    ...(verdict !== 'kept' && {
      interactionDescription: description,
      mismatches: problems.map((problem) => ({ attribute: 'body', description: problem })),
    }),
  }
}
