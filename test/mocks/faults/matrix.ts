import { type LightsailClientConfig, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { ConfiguredRetryStrategy } from '@smithy/core/retry'
import { type Fault, fault } from 'lightsail-ports-testkit'
import { budget } from '../../support/budget.ts'
import { type DoorName, doorNames, doors, fetchHandler, type OpenDoor } from '../../support/doors.ts'

/** Every fault, as it is written. Those that take time take none worth mentioning. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  "error('ServiceException')": fault.error('ServiceException'),
  "error('AccessDeniedException')": fault.error('AccessDeniedException'),
  'delay(1)': fault.delay(1),
  'neverAnswer()': fault.neverAnswer(),
  "reset('before')": fault.reset('before'),
  "reset('during')": fault.reset('during'),
  "reset('after')": fault.reset('after'),
  'commitThenDrop()': fault.commitThenDrop(),
  'truncate(20)': fault.truncate(20),
  'truncate(0)': fault.truncate(0),
  'trickle(1_000_000)': fault.trickle(1_000_000),
  'html(502)': fault.html(502),
  'html(404)': fault.html(404),
  'emptyBody()': fault.emptyBody(),
  "compose(error('NotFoundException'), emptyBody())": fault.compose(
    fault.error('NotFoundException'),
    fault.emptyBody(),
  ),
  "contentType('text/plain')": fault.contentType('text/plain'),
  'malformedJson()': fault.malformedJson(),
  'unknownError()': fault.unknownError(),
  'untypedError()': fault.untypedError(),
  'clockSkew(3600)': fault.clockSkew(3600),
  'staleReply()': fault.staleReply(),
  'succeedSlowly(60_000)': fault.succeedSlowly(60_000),
}

/** The result of a Put. */
export interface Seen {
  /** The error's name and code, or what succeeded. */
  readonly outcome: string
  readonly requests: number
  /** True if the ports changed. */
  readonly isChanged: boolean
}

/** Makes one Put with the SDK, with three attempts, under a fault that never ends. */
export async function putThrough(door: OpenDoor, given: Fault): Promise<Seen> {
  const { lightsail } = door
  lightsail.faults.add({ ...given, times: 'always' })
  const retryStrategy = new ConfiguredRetryStrategy(3, 0)
  // If no reply comes the client has to end the wait.
  const isSilent = 'fault' in given && given.fault === 'neverAnswer'
  const client = door.client({ maxAttempts: 3, retryStrategy, ...(isSilent && patienceOf(door)) })
  const portInfos = [{ protocol: 'tcp', fromPort: 443, toPort: 443 } as const]
  const outcome = await client.send(new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos })).then(
    ({ operation }) => operation?.status ?? 'no operation',
    (error: Error & { code?: string }) => (error.code === undefined ? error.name : `${error.name} ${error.code}`),
  )
  const isChanged = lightsail.instances.get('web-1').ports.some(({ fromPort }) => fromPort === 443)
  return { outcome, requests: lightsail.calls.length, isChanged }
}

/** Makes the configuration of a client whose time-out is an error, for each door. */
function patienceOf({ lightsail, name }: OpenDoor): LightsailClientConfig {
  // Long enough for a request to arrive on a busy machine.
  const options = { requestTimeout: budget(300), throwOnRequestTimeout: true }
  if (name === 'requestHandler') return { requestHandler: lightsail.createRequestHandler(options) }
  if (name === 'fetch') return { requestHandler: fetchHandler(lightsail.fetch, options.requestTimeout) }
  return { requestHandler: options }
}

/** Makes the table of all faults: the result with an SDK, through every door, and over `fetch`. Equal rows are joined. */
export async function faultTable(): Promise<string> {
  const faultsByRow = new Map<string, string[]>()
  for (const [name, given] of Object.entries(FAULTS)) {
    const row = await rowOf(name, given)
    faultsByRow.set(row, [...(faultsByRow.get(row) ?? []), `\`${name}\``])
  }
  return [
    "| `fault.…` | the SDK's client (MSW, requestHandler, HTTP alike) | over `fetch` | ports change |",
    '| --- | --- | --- | --- |',
    ...[...faultsByRow].map(([row, names]) => `| ${names.join(', ')} | ${row} |`),
  ].join('\n')
}

async function rowOf(name: string, given: Fault): Promise<string> {
  const seen = new Map<DoorName, Seen>()
  for (const door of doorNames) {
    await using open = await doors[door]({ instances: ['web-1'] })
    seen.set(door, await putThrough(open, given))
  }
  const { fetch: overFetch, ...others } = Object.fromEntries(seen)
  const [bySdk, ...more] = new Set(Object.values(others).map(describeSeen))
  if (more.length > 0) throw new Error(`The doors differ for ${name}: ${JSON.stringify(others)}`)
  const byFetch = overFetch === undefined ? '' : describeSeen(overFetch)
  return [bySdk, byFetch === bySdk ? 'the same' : byFetch, overFetch?.isChanged === true ? 'yes' : 'no'].join(' | ')
}

function describeSeen({ outcome, requests }: Seen): string {
  return `${outcome}, ${requests === 1 ? '1 request' : `${requests} requests`}`
}
