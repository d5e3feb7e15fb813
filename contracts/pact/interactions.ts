import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Matchers as MatchersOfPact, Pact } from '@pact-foundation/pact'
import { AWS_JSON, targetOf } from '../../mocks/protocol/index.ts'
import type { Call } from '../../mocks/server/index.ts'
import { type Ran, runCall } from '../consumers/run-call.ts'
import { CONSUMER_ACCESS_KEY } from '../consumers/worlds.ts'
import type { ContractCase } from './cases.ts'
import { type ConsumerOptions, consumerCall } from './consumer.ts'
import { loadPact } from './load-pact.ts'
import { type Reply, repliesIn } from './simulate.ts'

/** The provider's name in pacts. */
export const PROVIDER = 'lightsail'

/** An interaction as it stands in a pact file. */
export interface PactInteraction {
  readonly description: string
}

/** A consumer's call against Pact's mock server. */
export interface Contracted {
  /** How it ended; `undefined` where there was nothing to ask. */
  readonly ran: Ran | undefined
  /** What goes into the contract. */
  readonly interactions: readonly PactInteraction[]
  /** What Pact says against it. */
  readonly problem: string | undefined
  /** Whether the mock server could answer as the simulation did: it knows only one answer to a request. */
  readonly isFaithful: boolean
}

type Matchers = typeof MatchersOfPact

/** With a matcher on the header Pact compares the body as JSON; a plain text of this type it does not know as such. */
function contentType(matchers: Matchers) {
  return matchers.regex('application/x-amz-json-1\\.1', AWS_JSON)
}

/**
 * Runs a consumer against Pact's mock server. What it may ask is what it asked the simulation: a contract is driven by
 * its consumer. What it is answered is what the simulation answered.
 */
export async function contract(
  consumer: ConsumerOptions,
  one: ContractCase,
  calls: readonly Call[],
): Promise<Contracted> {
  const exchanges = await exchangesOf(one, calls)
  if (exchanges.length === 0) return { ran: undefined, interactions: [], problem: undefined, isFaithful: true }
  const { Matchers, Pact } = await loadPact()
  const dir = await mkdtemp(join(tmpdir(), 'lightsail-pact-'))
  try {
    const pact = new Pact({ consumer: consumer.name, provider: PROVIDER, dir, logLevel: 'error' })
    const [test] = exchanges.map((exchange) => addInteraction(pact, Matchers, one, exchange)).slice(-1)
    let ran: Ran | undefined
    const problem = await test
      ?.executeTest(async ({ url }) => {
        ran = await runCall(consumer, await consumerCall(url, one.input))
      })
      .then(
        () => undefined,
        (error: Error) => `it does not ask the same thing every time. ${error.message}`,
      )
    // What is asked after a change has no provider state of its own: the mock server knows it, the contract does not.
    const inContract = new Set(
      exchanges.filter(({ isAfterChange }) => !isAfterChange).map(({ description }) => description),
    )
    const written = problem === undefined ? await readInteractions(dir) : []
    return {
      ...{ ran, problem, isFaithful: exchanges.every(({ isAmbiguous }) => !isAmbiguous) },
      interactions: written.filter(({ description }) => inContract.has(description)),
    }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** A request of a case, and its reply. */
interface Exchange {
  readonly description: string
  readonly operation: string | undefined
  readonly input: unknown
  readonly reply: Reply
  /** Whether something had been changed when it was asked first. */
  readonly isAfterChange: boolean
  /** Whether it was answered differently later. */
  readonly isAmbiguous: boolean
}

/** The different requests of a call, in an order that does not depend on when they came. */
async function exchangesOf(one: ContractCase, calls: readonly Call[]): Promise<Exchange[]> {
  const replies = await repliesIn(one, calls, headersOf)
  const firstChange = calls.findIndex(({ operation }, index) => isChange(operation) && replies[index]?.status === 200)
  const asked = calls.map(({ operation, input }, index) => ({
    ...{ operation, input, key: `${operation} ${JSON.stringify(input)}` },
    reply: replies[index] ?? { status: 0, body: {} },
    isAfterChange: firstChange !== -1 && index > firstChange,
  }))
  const byRequest = [...Map.groupBy(asked, ({ key }) => key)].toSorted(([left], [right]) => (left < right ? -1 : 1))
  const taken = new Set<string>()
  return byRequest.flatMap(([, same]) => {
    const [first] = same
    if (first === undefined) return []
    const isAmbiguous = new Set(same.map(({ reply }) => withoutIds(reply))).size > 1
    return [{ ...first, isAmbiguous, description: describe(one, first.operation, taken) }]
  })
}

function isChange(operation: string | undefined): boolean {
  return operation?.startsWith('Get') === false
}

/** Two answers are the same if they differ in ids and times only. */
function withoutIds({ status, body }: Reply): string {
  return JSON.stringify([status, body]).replaceAll(/"[0-9a-f-]{36}"|\d{10}(?:\.\d+)?/g, '')
}

function describe(one: ContractCase, operation: string | undefined, taken: Set<string>): string {
  const base = `${operation} (${one.name})`
  let description = base
  for (let number = 2; taken.has(description); number++) description = `${base}, request ${number}`
  taken.add(description)
  return description
}

function headersOf(operation: string | undefined): Record<string, string> {
  const scope = `${CONSUMER_ACCESS_KEY}/20260131/us-east-1/lightsail/aws4_request`
  return {
    'Content-Type': AWS_JSON,
    'X-Amz-Target': targetOf(operation),
    Authorization: `AWS4-HMAC-SHA256 Credential=${scope}`,
  }
}

function addInteraction(
  pact: Pact,
  matchers: Matchers,
  one: ContractCase,
  { description, operation, input, reply }: Exchange,
) {
  return pact
    .addInteraction()
    .given(one.state.name, JSON.parse(JSON.stringify(one.state.parameters)))
    .uponReceiving(description)
    .withRequest('POST', '/', (request) => {
      request
        .headers({ 'Content-Type': contentType(matchers), 'X-Amz-Target': targetOf(operation) })
        .jsonBody(input ?? {})
    })
    .willRespondWith(reply.status, (response) => {
      response.headers({ 'Content-Type': contentType(matchers) }).jsonBody(loosely(matchers, reply.body))
    })
}

/** What consumers go by has to be as it is; of the rest the type is enough, and one example is no rule for any text. */
const EXACT = ['__type', 'status', 'operationType', 'resourceType', 'isTerminal', 'protocol', 'state']

function loosely(matchers: Matchers, value: unknown, key = ''): unknown {
  if (EXACT.includes(key)) return value
  if (Array.isArray(value)) return value.map((one) => loosely(matchers, one))
  if (typeof value !== 'object' || value === null) return matchers.like(value as string)
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, loosely(matchers, one, name)]))
}

async function readInteractions(dir: string): Promise<PactInteraction[]> {
  const [file] = await readdir(dir)
  if (file === undefined) return []
  return JSON.parse(await readFile(join(dir, file), 'utf8')).interactions
}
