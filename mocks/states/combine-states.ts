import { isDeepEqual } from '../runtime/is-deep-equal.ts'
import type { WorldDefinition } from '../service/service.ts'
import type { Contribution, Instance } from './contribution.ts'
import { ProviderStateError } from './provider-state-error.ts'

/** The world of an interaction without provider states. */
const DEFAULT_WORLD: WorldDefinition = { instances: ['web-1'] }

/**
 * Adds provider states up to one world. No state at all means the default world, with an instance `web-1`.
 *
 * @throws {ProviderStateError} if two states contradict each other
 */
export function combineStates(contributions: readonly Contribution[]): WorldDefinition {
  if (contributions.length === 0) return DEFAULT_WORLD
  const world = {
    instances: combineInstances(contributions),
    account: combineMembers(contributions, 'account'),
    regions: combineMembers(contributions, 'regions'),
    principals: combinePrincipals(contributions),
    faults: combineFaults(contributions),
  }
  const isPresent = ([, value]: [string, unknown]) => value !== undefined
  return Object.fromEntries(Object.entries(world).filter(isPresent)) as WorldDefinition
}

interface Owned<T> {
  readonly state: string
  readonly value: T
}

function ownedBy<T>(
  contributions: readonly Contribution[],
  read: (one: Contribution) => readonly T[] | undefined,
): Owned<T>[] {
  return contributions.flatMap((one) => (read(one) ?? []).map((value) => ({ state: one.state, value })))
}

function combineInstances(contributions: readonly Contribution[]): WorldDefinition['instances'] {
  const byKey = new Map<string, Owned<Instance>>()
  for (const { state, value } of ownedBy(contributions, ({ instances }) => instances)) {
    const key = `${value.name} in ${String(value['region'] ?? 'us-east-1')}`
    const before = byKey.get(key)
    byKey.set(key, before === undefined ? { state, value } : mergeInstances(before, { state, value }))
  }
  const present = [...byKey.values()]
  const absent = ownedBy(contributions, (one) => one.absent)
  for (const { state, value: name } of absent) {
    const other = present.find(({ value }) => value.name === name)
    if (other !== undefined) throw contradiction(state, other.state, `there cannot be an instance ${name} and none`)
  }
  const instances = present.map(({ value }) => value)
  if (instances.length === 0 && absent.length > 0) {
    const isAbsent = (name: string) => absent.some(({ value }) => value === name)
    instances.push({ name: isAbsent('web-other') ? 'web-another' : 'web-other' })
  }
  return instances as unknown as WorldDefinition['instances']
}

function mergeInstances(before: Owned<Instance>, after: Owned<Instance>): Owned<Instance> {
  for (const [member, value] of Object.entries(after.value)) {
    const earlier = before.value[member]
    if (earlier === undefined || isDeepEqual(earlier, value)) continue
    throw contradiction(before.state, after.state, `they give the instance ${before.value.name} different ${member}`)
  }
  return { state: after.state, value: { ...before.value, ...after.value } }
}

function combineMembers<Key extends 'account' | 'regions'>(
  contributions: readonly Contribution[],
  key: Key,
): Contribution[Key] {
  const combined = new Map<string, Owned<unknown>>()
  for (const { state, [key]: given } of contributions) {
    for (const [member, value] of Object.entries(given ?? {})) {
      const before = combined.get(member)
      if (before !== undefined && !isDeepEqual(before.value, value)) {
        throw contradiction(before.state, state, `they give ${key}.${member} different values`)
      }
      combined.set(member, { state, value })
    }
  }
  if (combined.size === 0) return undefined
  return Object.fromEntries([...combined].map(([member, { value }]) => [member, value])) as Contribution[Key]
}

function combinePrincipals(contributions: readonly Contribution[]): WorldDefinition['principals'] {
  const combined: Owned<NonNullable<WorldDefinition['principals']>[number]>[] = []
  for (const one of ownedBy(contributions, ({ principals }) => principals)) {
    const same = combined.find(({ value }) => value.accessKeyId === one.value.accessKeyId)
    if (same === undefined) combined.push(one)
    else if (!isDeepEqual(same.value, one.value)) {
      throw contradiction(same.state, one.state, 'they give one caller different rights')
    }
  }
  return combined.length === 0 ? undefined : combined.map(({ value }) => value)
}

function combineFaults(contributions: readonly Contribution[]): WorldDefinition['faults'] {
  const combined: Owned<object>[] = []
  for (const one of ownedBy<object>(contributions, ({ faults }) => faults)) {
    if (combined.some(({ value }) => isDeepEqual(value, one.value))) continue
    const other = combined.find(({ state, value }) => state !== one.state && hidesOther(value, one.value))
    if (other !== undefined) throw contradiction(other.state, one.state, 'a request can fail with one error only')
    combined.push(one)
  }
  return combined.length === 0 ? undefined : (combined.map(({ value }) => value) as never)
}

/** Tells whether a fault happens at every request for which the other one should happen. */
function hidesOther(first: object, second: object): boolean {
  const { times, when } = first as { times?: unknown; when?: unknown }
  return times === 'always' && (when === undefined || isDeepEqual(when, (second as { when?: unknown }).when))
}

function contradiction(first: string, second: string, reason: string): ProviderStateError {
  const names = [first, second].map((state) => JSON.stringify(state)).join(' and ')
  return new ProviderStateError(
    `Failed to arrange the provider states ${names}: they contradict each other, as ${reason}. Use one of them.`,
  )
}
