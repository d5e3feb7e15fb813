import { readFileSync } from 'node:fs'
import { StandIn, type StandInOptions } from './stand-in.ts'

/** A pact, as far as the tests change it. */
export interface TestPact {
  readonly consumer: { readonly name: string }
  readonly provider: { readonly name: string }
  interactions: TestInteraction[]
  metadata: object
}

export interface TestInteraction {
  description: string
  pending?: boolean
  providerStates: { name: string; params?: Record<string, unknown> }[]
  request: Record<string, unknown>
  response: { status: number; headers?: Record<string, unknown>; body?: unknown; matchingRules?: unknown }
}

const OURS = new URL('../../../../examples/put-ports/pacts/put-ports-lightsail.json', import.meta.url)

/** Returns a pact with the interactions of some cases. */
export function pactOf(...cases: readonly string[]): TestPact {
  const pact: TestPact = JSON.parse(readFileSync(OURS, 'utf8'))
  const names = cases.map((name) => `PutInstancePublicPorts (${name})`)
  return { ...pact, interactions: pact.interactions.filter(({ description }) => names.includes(description)) }
}

/** Returns a pact with one interaction, a success with one rule, after a change of it. */
export function pactWith(change: (one: TestInteraction) => void): TestPact {
  const pact = pactOf('a success: one rule')
  for (const one of pact.interactions) change(one)
  return pact
}

/** Starts a broker that has a pact of the consumer put-ports, version c1, and lightsail p1 deployed to production. */
export async function brokerWith(pact: TestPact, options: StandInOptions = {}): Promise<StandIn> {
  const broker = await StandIn.start(options)
  publishPact(broker, pact, 'c1')
  broker.state.environments.push({ uuid: 'e1', name: 'production' })
  broker.state.deployments.push({ pacticipant: 'lightsail', version: 'p1', uuid: 'e1' })
  return broker
}

/** Publishes a pact, as the command line of Pact does. */
export function publishPact(broker: StandIn, pact: TestPact, version: string, branch = 'main'): void {
  const { status, body } = broker.state.publish({
    pacticipantName: pact.consumer.name,
    pacticipantVersionNumber: version,
    branch,
    contracts: [
      {
        consumerName: pact.consumer.name,
        providerName: pact.provider.name,
        content: Buffer.from(JSON.stringify(pact)).toString('base64'),
      },
    ],
  })
  if (status !== 200) throw new Error(JSON.stringify(body))
}
