import { isObject } from '../../mocks/protocol/index.ts'
import { firstLineOf } from './judgements/wording.ts'
import type { Observed } from './observed.ts'

/**
 * Finds a mistake from which everything else follows: no request, the wrong Region, the wrong keys, the wrong instance.
 * Nothing else is judged then, because it would only repeat the mistake in other words.
 */
export function findCause(observed: Observed): string | undefined {
  return (
    noRequest(observed) ??
    wrongRegion(observed) ??
    wrongKeys(observed) ??
    wrongInstance(observed) ??
    wrongSignature(observed)
  )
}

const NOTHING_CAME =
  'no request arrived: it ended before it sent one, or it does not use the endpoint that it is given (endpoint, {endpoint}, AWS_ENDPOINT_URL; older versions of boto3 need endpoint_url=)'

function noRequest({ exchanges, ended }: Observed): string | undefined {
  if (exchanges.length > 0) return undefined
  const last = ended.printed.trimEnd().split('\n').at(-1)?.trim() ?? ''
  const how = ended.says === 'failure' ? `It ${firstLineOf(ended.how)}` : undefined
  const sentences = [
    NOTHING_CAME,
    ...(ended.problem === undefined ? [] : [capitalize(ended.problem)]),
    ...(how === undefined ? [] : [how]),
    ...(last === '' || how?.includes(last) ? [] : [`The last line that it printed: ${last}`]),
  ]
  return sentences.join('. ')
}

function capitalize(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

function wrongRegion({ claims, region }: Observed): string | undefined {
  const regions = namesIn(claims.map((claim) => claim.region))
  if (regions.length === 0 || regions.includes(region)) return undefined
  return `its requests are for the Region ${regions.join(', ')}, and it was given ${region}. Take the Region that the consumer is given (region, {region}, AWS_REGION)`
}

function wrongKeys({ claims, accessKeyIds }: Observed): string | undefined {
  const keys = namesIn(claims.map((claim) => claim.accessKeyId))
  if (keys.some((key) => accessKeyIds.includes(key))) return undefined
  return keys.length === 0
    ? 'none of its requests is signed. Sign them with the keys that the consumer is given (credentials, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)'
    : 'its requests are signed with other keys than the consumer was given (credentials, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)'
}

function wrongInstance({ exchanges, job }: Observed): string | undefined {
  const names = namesIn(exchanges.map(({ input }) => (isObject(input) ? input['instanceName'] : undefined)))
  // A consumer that lists the instances takes their names from the list.
  const hasListed = exchanges.some(({ operation }) => operation === 'GetInstances')
  if (hasListed || names.length === 0 || names.includes(job.instanceName)) return undefined
  return `its requests are for the instance ${names.join(', ')}, and it was given ${job.instanceName}. Take the name that the consumer is given (instanceName, {instance}, LIGHTSAIL_INSTANCE)`
}

const BAD_SIGNATURE = ['InvalidSignatureException', 'UnrecognizedClientException', 'IncompleteSignature']

function wrongSignature({ situation, exchanges }: Observed): string | undefined {
  if (situation.expects.kind !== 'done') return undefined
  const isRefused = exchanges.every(({ error }) => error !== undefined && BAD_SIGNATURE.includes(error))
  return isRefused
    ? `the signature of its requests is wrong (${exchanges[0]?.error}). Sign them with the keys that the consumer is given, and send them unchanged`
    : undefined
}

function namesIn(values: readonly unknown[]): string[] {
  return [...new Set(values.filter((value) => typeof value === 'string'))]
}
