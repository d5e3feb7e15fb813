import type { Explanation } from '../../../engine/explain.ts'
import type { FaultDefinition } from '../../../faults/fault-definition.ts'
import type { WorldDefinition } from '../../../service/service.ts'
import type { PortInfo } from '../../../world/port-info.ts'

/** An instance as the mock tells of it. */
export interface InstanceView {
  readonly name: string
  readonly region: string
  readonly availabilityZone: string
  readonly blueprintId: string
  readonly bundleId: string
  readonly ipAddressType: string
  readonly state: string
  readonly tags: Readonly<Record<string, string>>
  readonly ports: readonly PortInfo[]
  readonly publicIpAddress?: string | null
  readonly privateIpAddress?: string | null
  readonly ipv6Addresses?: readonly string[]
}

/** The mock has refused something, and says why. */
class RefusedError extends Error {
  override readonly name = 'RefusedError'
}

async function ask(method: string, path: string, json?: unknown): Promise<unknown> {
  const init: RequestInit = { method, headers: { 'Content-Type': 'application/json' } }
  const text = typeof json === 'string' ? json : JSON.stringify(json)
  const response = await fetch(`/_mock/${path}`, json === undefined ? { method } : { ...init, body: text }).catch(
    () => {
      throw new RefusedError('The mock does not answer. Is it still running?')
    },
  )
  const body = await response.text()
  const answer: unknown = body === '' ? undefined : JSON.parse(body)
  if (response.ok) return answer
  throw new RefusedError(
    (answer as { readonly error?: string } | undefined)?.error ?? `The mock answered ${response.status}.`,
  )
}

async function askText(path: string, type: string): Promise<string> {
  const response = await fetch(`/_mock/${path}`, { headers: { Accept: type } })
  if (response.ok) return response.text()
  throw new RefusedError(`The mock answered ${response.status}.`)
}

function instancePath({ name, region }: Pick<InstanceView, 'name' | 'region'>): string {
  return `instances/${encodeURIComponent(name)}?region=${encodeURIComponent(region)}`
}

/** The mock's own routes. Each throws a RefusedError with the reason if the mock refuses. */
export const api = {
  instances: () => ask('GET', 'instances?addresses') as Promise<readonly InstanceView[]>,
  addInstance: (definition: object) => ask('POST', 'instances', definition) as Promise<InstanceView>,
  changeInstance: (instance: InstanceView, change: object) => ask('PATCH', instancePath(instance), change),
  deleteInstance: (instance: InstanceView) => ask('DELETE', instancePath(instance)),
  faults: () => ask('GET', 'faults') as Promise<readonly FaultDefinition[]>,
  addFault: (definition: object) => ask('POST', 'faults', definition),
  removeFault: (index: number) => ask('DELETE', `faults?index=${index}`),
  clearFaults: () => ask('DELETE', 'faults'),
  clearCalls: () => ask('DELETE', 'calls'),
  calls: () => ask('GET', 'calls') as Promise<readonly unknown[]>,
  clock: () => ask('GET', 'clock') as Promise<{ readonly now: string }>,
  advanceClock: (advance: string) => ask('POST', 'clock', { advance }) as Promise<{ readonly now: string }>,
  world: () => ask('GET', 'world') as Promise<WorldDefinition>,
  loadWorld: (text: string) => ask('PUT', 'world', text),
  setUp: (change: object) => ask('PATCH', 'world', change),
  reset: () => ask('POST', 'reset', {}),
  explain: (call: object) => ask('POST', 'explain', call) as Promise<Explanation>,
  /** The calls as a fixture, or the one call of a number; redacted as a recorder does. */
  har: (number?: number) => askText(`calls${number === undefined ? '' : `?number=${number}`}`, 'application/har+json'),
  entries: () => ask('GET', 'entries') as Promise<readonly ReplayedEntry[]>,
}

/** An entry of a fixture that is replayed. */
export interface ReplayedEntry {
  readonly index: number
  readonly operation: string | undefined
  readonly input: unknown
  readonly status: number
  readonly used: number
}

/** The reason that somebody can do something about. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
