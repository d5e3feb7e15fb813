import { PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { ConfiguredRetryStrategy } from '@smithy/core/retry'
import { type Fault, fault } from 'lightsail-ports-testkit'
import { type DoorName, doorNames, doors, type OpenDoor } from '../../support/doors.ts'

/** Every fault, as it is written. Those that take time take none worth mentioning. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  "error('ServiceException')": fault.error('ServiceException'),
  "error('AccessDeniedException')": fault.error('AccessDeniedException'),
  'delay(1)': fault.delay(1),
  "reset('before')": fault.reset('before'),
  "reset('during')": fault.reset('during'),
  "reset('after')": fault.reset('after'),
  'commitThenDrop()': fault.commitThenDrop(),
  'truncate(20)': fault.truncate(20),
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

/** What a Put comes to. */
export interface Seen {
  /** The error's name and code, or what succeeded. */
  readonly outcome: string
  readonly requests: number
  /** Whether the ports changed. */
  readonly isChanged: boolean
}

/** One Put of the SDK, with three attempts, at the mercy of a fault that never ends. */
export async function putThrough(door: OpenDoor, given: Fault): Promise<Seen> {
  const { lightsail } = door
  lightsail.faults.add({ ...given, times: 'always' })
  const client = door.client({ maxAttempts: 3, retryStrategy: new ConfiguredRetryStrategy(3, 0) })
  const portInfos = [{ protocol: 'tcp', fromPort: 443, toPort: 443 } as const]
  const outcome = await client.send(new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos })).then(
    ({ operation }) => operation?.status ?? 'no operation',
    (error: Error & { code?: string }) => (error.code === undefined ? error.name : `${error.name} ${error.code}`),
  )
  const isChanged = lightsail.instances.get('web-1').ports.some(({ fromPort }) => fromPort === 443)
  return { outcome, requests: lightsail.calls.length, isChanged }
}

/** The table of all faults: what an SDK meets, through which door ever, and what `fetch` does. */
export async function faultTable(): Promise<string> {
  const rows: string[] = []
  for (const [name, given] of Object.entries(FAULTS)) {
    const cells = new Map<DoorName, string>()
    let isChanged = false
    for (const door of doorNames) {
      await using open = await doors[door]({ instances: ['web-1'] })
      const seen = await putThrough(open, given)
      isChanged = seen.isChanged
      cells.set(
        door,
        `${seen.outcome}, ${seen.requests === 1 ? '1 request' : `${seen.requests} requests`}, ${isChanged}`,
      )
    }
    const sdk = new Set(SDK_DOORS.map((door) => cells.get(door)))
    const [outcome = ''] = [...sdk]
    if (sdk.size > 1) throw new Error(`The doors differ for ${name}: ${JSON.stringify([...cells])}`)
    const overFetch = cells.get('fetch')
    const tell = (cell = '') => cell.replace(/, (?:true|false)$/, '')
    rows.push(
      `| \`fault.${name}\` | ${tell(outcome)} | ${overFetch === outcome ? 'the same' : tell(overFetch)} | ${isChanged ? 'yes' : 'no'} |`,
    )
  }
  return [
    "| fault | the AWS SDK's client (MSW, requestHandler and HTTP alike) | over `fetch` | ports change |",
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

const SDK_DOORS: readonly DoorName[] = ['msw', 'requestHandler', 'http']
