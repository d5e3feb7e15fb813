import { createVirtualClock, type Fault, fault } from 'lightsail-ports-testkit'
import { createService } from 'lightsail-ports-testkit/server'
import { PAGE_OF_FAULTS } from '../../docs/places.ts'
import { FAULTS } from '../../mocks/faults/matrix.ts'
import { rawHeaders } from '../../support/doors.ts'
import { type Kind, readText } from './kind.ts'

const PAGE = readText(PAGE_OF_FAULTS)
const CLIENTS = readText('test/clients/faults.md')

/** These make a fault of others. */
type Combinator = 'compose' | 'times' | 'always' | 'withProbability'
type FaultName = Exclude<keyof typeof fault, Combinator>
const COMBINATORS: Readonly<Record<Combinator, true>> = {
  compose: true,
  times: true,
  always: true,
  withProbability: true,
}

/** One of each fault, as strong as it needs to be to be seen. */
const SAMPLES: Readonly<Record<FaultName, Fault>> = {
  error: fault.error('ServiceException'),
  delay: fault.delay(60_000),
  neverAnswer: fault.neverAnswer(),
  reset: fault.reset('before'),
  truncate: fault.truncate(20),
  trickle: fault.trickle(1),
  html: fault.html(502),
  emptyBody: fault.emptyBody(),
  contentType: fault.contentType('text/plain'),
  malformedJson: fault.malformedJson(),
  unknownError: fault.unknownError(),
  untypedError: fault.untypedError(),
  clockSkew: fault.clockSkew(3600),
  staleReply: fault.staleReply(),
  succeedSlowly: fault.succeedSlowly(60_000),
  commitThenDrop: fault.commitThenDrop(),
}

const names = Object.keys(fault).filter((name) => !Object.hasOwn(COMBINATORS, name))
const sampleOf = (name: string): Fault | undefined => (SAMPLES as Readonly<Record<string, Fault>>)[name]

export const FAULT_KIND: Kind = {
  name: 'fault',
  members: names,
  needs: [
    { what: 'a sample in test/house/kinds/faults.ts', isMet: (name) => sampleOf(name) !== undefined },
    { what: 'an effect: a call with it is as one without it', isMet: hasEffect },
    { what: 'a form as JSON that a service takes', isMet: (name) => isTakenAsJson(sampleOf(name)) },
    {
      what: 'a row in test/mocks/faults/matrix.ts',
      isMet: (name) => Object.keys(FAULTS).some((row) => row.startsWith(`${name}(`)),
    },
    {
      what: `its row in the second table of ${PAGE_OF_FAULTS}: run npm run docs`,
      isMet: (name) => (PAGE.split('<!-- fault table -->')[1] ?? '').includes(`\`${name}(`),
    },
    {
      what: `its row in the vocabulary of ${PAGE_OF_FAULTS}`,
      isMet: (name) => PAGE.includes(`\n| \`${name}(`),
    },
    {
      what: 'a row in test/clients/faults.md: run npx vitest run --project clients --update',
      // Clients of other languages wait for a minute.
      isMet: (name) => name === 'neverAnswer' || CLIENTS.includes(`\`fault.${name}(`),
    },
  ],
}

function isTakenAsJson(given: Fault | undefined): boolean {
  if (given === undefined) return false
  try {
    createService({ faults: [JSON.parse(JSON.stringify(given))] })
    return true
  } catch {
    return false
  }
}

/** Tells whether a call with a fault has another result than the same call without it. */
async function hasEffect(name: string): Promise<boolean> {
  const given = sampleOf(name)
  return given !== undefined && (await observe(given)) !== (await observe(undefined))
}

/** Everything that can be seen of one change: its reply, and the ports before and after time goes by. */
async function observe(given: Fault | undefined): Promise<string> {
  const clock = createVirtualClock('2026-01-31T00:00:00Z')
  const service = createService({ instances: ['web-1'], clock, seed: 1, auth: 'off' })
  const put = (port: number, signal?: AbortSignal) =>
    service.fetch('https://lightsail.us-east-1.amazonaws.com/', {
      method: 'POST',
      headers: rawHeaders('PutInstancePublicPorts'),
      body: JSON.stringify({ instanceName: 'web-1', portInfos: [{ protocol: 'tcp', fromPort: port, toPort: port }] }),
      ...(signal !== undefined && { signal }),
    })
  await put(80)
  if (given !== undefined) service.faults.add({ ...given, times: 1 })
  const stop = new AbortController()
  const reply = put(443, stop.signal)
    .then(async (response) => [response.status, [...response.headers], await response.text()])
    .catch(({ name, cause }: Error) => [name, String(cause)])
  const seen = await Promise.race([reply, turnsOfTheLoop(200)])
  const ports = JSON.stringify(service.instances.get('web-1').ports)
  clock.advance('2h')
  const later = JSON.stringify(service.instances.get('web-1').ports)
  stop.abort()
  return JSON.stringify([seen, ports, later])
}

/** The clock of the service stands still, so a reply that is not there after so many turns is waiting for it. */
async function turnsOfTheLoop(count: number): Promise<string> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
  return 'no reply yet'
}
