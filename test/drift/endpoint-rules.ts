import type { EndpointModel } from './service-model.ts'

/** A Region of each partition, with the suffixes of its host names. */
const PARTITIONS = [
  { region: 'us-east-1', dnsSuffix: 'amazonaws.com', dualStackDnsSuffix: 'api.aws' },
  { region: 'cn-north-1', dnsSuffix: 'amazonaws.com.cn', dualStackDnsSuffix: 'api.amazonwebservices.com.cn' },
] as const

/** Reads the hosts of a set of endpoint rules: the templates of its URLs, for a Region of each partition. */
export function endpointsOf(rules: unknown): EndpointModel[] {
  const templates = new Set<string>()
  collectUrls(rules, templates)
  return [...templates].sort().flatMap((template) =>
    PARTITIONS.map(({ region, dnsSuffix, dualStackDnsSuffix }) => ({
      region,
      host: template
        .replace('https://', '')
        .replace('{Region}', region)
        .replace('{PartitionResult#dnsSuffix}', dnsSuffix)
        .replace('{PartitionResult#dualStackDnsSuffix}', dualStackDnsSuffix),
    })),
  )
}

function collectUrls(value: unknown, templates: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    if (name === 'url' && typeof member === 'string') templates.add(member)
    else collectUrls(member, templates)
  }
}
