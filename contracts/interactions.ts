import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Matchers, Pact } from '@pact-foundation/pact'
import type { Call } from '../mocks/server/index.ts'
import type { ContractCase } from './cases.ts'
import type { ConsumerOptions } from './consumer.ts'
import { CONTRACT_CREDENTIALS } from './provider-states.ts'
import { type Ran, runCall } from './run-call.ts'
import { replyIn } from './simulate.ts'

/** The provider's name in pacts. */
export const PROVIDER = 'lightsail'

/** An interaction as it stands in a pact file. */
export interface PactInteraction {
  readonly description: string
}

/** A consumer's call against Pact's mock server. */
export interface Contracted {
  /** How it ended; `undefined` where the mock server was not even asked for what was agreed. */
  readonly ran: Ran | undefined
  readonly interactions: readonly PactInteraction[]
  /** What Pact says against it. */
  readonly problem: string | undefined
}

const CONTENT_TYPE = 'application/x-amz-json-1.1'
/** With a matcher on the header Pact compares the body as JSON; a plain text of this type it does not know as such. */
const contentType = Matchers.regex('application/x-amz-json-1\\.1', CONTENT_TYPE)

/**
 * Runs a consumer against Pact's mock server. What it may ask is what it asked the simulation: a contract is driven by
 * its consumer. What it is answered is what the case says.
 */
export async function contract(
  consumer: ConsumerOptions,
  one: ContractCase,
  calls: readonly Call[],
): Promise<Contracted> {
  const dir = await mkdtemp(join(tmpdir(), 'lightsail-pact-'))
  try {
    const pact = new Pact({ consumer: consumer.name, provider: PROVIDER, dir, logLevel: 'error' })
    let test: ((run: (server: { url: string }) => Promise<void>) => Promise<unknown>) | undefined
    for (const [description, call] of describe(one, calls)) {
      const interaction = await addInteraction(pact, one, description, call)
      test = (run) => interaction.executeTest(run)
    }
    let ran: Ran | undefined
    const problem = await test?.(async ({ url }) => {
      ran = await runCall(consumer, url, one.input)
    }).then(
      () => undefined,
      (error: Error) => error.message,
    )
    return { ran, interactions: problem === undefined ? await readInteractions(dir) : [], problem }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** The different requests of a call, each with a description of its own. */
function describe(one: ContractCase, calls: readonly Call[]): Map<string, Call> {
  const different = new Map(calls.map((call) => [`${call.operation} ${JSON.stringify(call.input)}`, call]))
  const described = new Map<string, Call>()
  for (const call of different.values()) {
    const base = `${call.operation} (${one.name})`
    let description = base
    for (let number = 2; described.has(description); number++) description = `${base}, request ${number}`
    described.set(description, call)
  }
  return described
}

async function addInteraction(pact: Pact, one: ContractCase, description: string, { operation, input }: Call) {
  const target = `Lightsail_20161128.${operation}`
  const scope = `${CONTRACT_CREDENTIALS.accessKeyId}/20260131/us-east-1/lightsail/aws4_request`
  const headers = {
    'Content-Type': CONTENT_TYPE,
    'X-Amz-Target': target,
    Authorization: `AWS4-HMAC-SHA256 Credential=${scope}`,
  }
  const { status, body } = await replyIn(one, headers, input)
  return pact
    .addInteraction()
    .given(one.state.name, JSON.parse(JSON.stringify(one.state.parameters)))
    .uponReceiving(description)
    .withRequest('POST', '/', (request) => {
      request.headers({ 'Content-Type': contentType, 'X-Amz-Target': target }).jsonBody(input ?? {})
    })
    .willRespondWith(status, (response) => {
      response.headers({ 'Content-Type': contentType }).jsonBody(loosely(body))
    })
}

/** What consumers go by has to be as it is; of the rest the type is enough, and one example is no rule for any text. */
const EXACT = ['__type', 'status', 'operationType', 'resourceType', 'isTerminal', 'protocol', 'state']

function loosely(value: unknown, key = ''): unknown {
  if (EXACT.includes(key)) return value
  if (Array.isArray(value)) return value.map((one) => loosely(one))
  if (typeof value !== 'object' || value === null) return Matchers.like(value as string)
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, loosely(one, name)]))
}

async function readInteractions(dir: string): Promise<PactInteraction[]> {
  const [file] = await readdir(dir)
  if (file === undefined) return []
  return JSON.parse(await readFile(join(dir, file), 'utf8')).interactions
}
