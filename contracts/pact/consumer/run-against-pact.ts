import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Matchers as MatchersOfPact, Pact } from '@pact-foundation/pact'
import { AWS_JSON, targetOf } from '../../../mocks/protocol/index.ts'
import type { Call } from '../../../mocks/server/index.ts'
import { type Ran, runCall } from '../../consumers/run-call.ts'
import { loadPact } from '../load-pact.ts'
import { PROVIDER } from '../provider-name.ts'
import type { ContractCase } from './cases.ts'
import { type ConsumerOptions, consumerCall } from './consumer.ts'
import { type Exchange, exchangesOf } from './exchanges.ts'
import type { PactInteraction } from './pact-file.ts'

/** The result of a consumer's call against Pact's mock server. */
export interface Contracted {
  /** The end of the call; `undefined` if the consumer sends no request. */
  readonly ran: Ran | undefined
  /** The interactions for the contract. */
  readonly interactions: readonly PactInteraction[]
  /** The problem that Pact found. */
  readonly problem: string | undefined
  /** Tells whether the mock server could answer as the simulation did: it knows only one reply to a request. */
  readonly isFaithful: boolean
}

type Matchers = typeof MatchersOfPact

/**
 * Runs a consumer against Pact's mock server. The server expects the requests that the consumer sent to the simulation, and
 * answers what the simulation answered.
 */
export async function runAgainstPact(
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
        (error: Error) => `it does not send the same requests every time. ${error.message}`,
      )
    const written = problem === undefined ? await readWrittenInteractions(dir) : []
    // A request after a change has no provider state: the mock server answers it, but it is not in the contract.
    const contracted = exchanges.filter(({ isAfterChange }) => !isAfterChange)
    const descriptions = new Set(contracted.map(({ description }) => description))
    return {
      ran,
      problem,
      isFaithful: exchanges.every(({ isAmbiguous }) => !isAmbiguous),
      interactions: written.filter(({ description }) => descriptions.has(description)),
    }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** Matches the content type. Pact compares the body as JSON only if the header has a matcher. */
function contentType(matchers: Matchers) {
  return matchers.regex('application/x-amz-json-1\\.1', AWS_JSON)
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
      request.headers({ 'Content-Type': contentType(matchers), 'X-Amz-Target': targetOf(operation) })
      // The input of an operation that is not simulated is unknown: any body is right then.
      if (input !== undefined) request.jsonBody(input)
    })
    .willRespondWith(reply.status, (response) => {
      response.headers({ 'Content-Type': contentType(matchers) }).jsonBody(matchTypes(matchers, reply.body))
    })
}

/** The members that consumers decide by. They must be equal; the type is enough for all others. */
const EXACT = ['__type', 'status', 'operationType', 'resourceType', 'isTerminal', 'protocol', 'state']

function matchTypes(matchers: Matchers, value: unknown, key = ''): unknown {
  if (EXACT.includes(key)) return value
  if (Array.isArray(value)) return value.map((one) => matchTypes(matchers, one))
  if (typeof value !== 'object' || value === null) return matchers.like(value as string)
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, matchTypes(matchers, one, name)]))
}

async function readWrittenInteractions(dir: string): Promise<PactInteraction[]> {
  const [file] = await readdir(dir)
  if (file === undefined) return []
  return JSON.parse(await readFile(join(dir, file), 'utf8')).interactions
}
