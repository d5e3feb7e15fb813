import { type Call, errorCatalogue, type InstancePortState, type ServiceOptions } from '../mocks/server/index.ts'
import { type ContractCase, contractCases } from './cases.ts'
import type { ConsumerOptions } from './consumer.ts'
import { attemptsOf, type ConsumerOutcome, type Expectation, isExpectation, problemOf } from './expectations.ts'
import { contract, type PactInteraction } from './interactions.ts'
import { writePact } from './pact-file.ts'
import type { Ran } from './run-call.ts'
import { type Simulated, simulate } from './simulate.ts'

/** What is looked at in every case. */
export type CheckName =
  | 'settles'
  | 'sends-a-request'
  | 'sends-it-once'
  | 'calls-nothing-else'
  | 'promise'
  | 'promise-whatever-the-text-and-status'
  | 'ports'
  | 'no-secret'
  | 'pact'

/** Something that is not as it should be. */
export interface Problem {
  readonly check: CheckName
  readonly problem: string
}

/** What came of one case. */
export interface CaseResult {
  /** The name of the case. */
  readonly name: string
  readonly problems: readonly Problem[]
}

/** What came of all of them. */
export interface ConsumerResult {
  readonly consumer: string
  readonly cases: readonly CaseResult[]
  readonly passed: boolean
  /** The path of the pact file; none where a case failed. */
  readonly pact: string | undefined
}

/** One case, and the interactions that it adds to the contract. */
export interface CheckedCase extends CaseResult {
  readonly interactions: readonly PactInteraction[]
}

/**
 * Runs a consumer's real code through all cases, without a test runner: against the simulation, where state is real,
 * and against Pact's mock server; and writes its pact.
 *
 * @throws {TypeError} for a consumer that is none, or that does not say what it does on a documented error
 * @example
 * const { passed, cases } = await checkConsumer({ name: 'firewall-sync', call: syncFirewall, handles })
 */
export async function checkConsumer(consumer: ConsumerOptions): Promise<ConsumerResult> {
  checkOptions(consumer)
  const cases: CheckedCase[] = []
  for (const one of contractCases) cases.push(await checkCase(consumer, one))
  const passed = cases.every(({ problems }) => problems.length === 0)
  return {
    consumer: consumer.name,
    cases: cases.map(({ name, problems }) => ({ name, problems })),
    passed,
    pact: passed ? await writeInteractions(consumer, cases) : undefined,
  }
}

/** Writes what the cases have added to the contract. */
export function writeInteractions(consumer: ConsumerOptions, cases: readonly CheckedCase[]): Promise<string> {
  const made = cases.flatMap(({ interactions }) => interactions)
  const names = new Set(cases.map(({ name }) => name))
  // Of a case that was run, what was made is all; the others keep what they have while there is such a case.
  const isCurrent = (description: string) =>
    contractCases.some(({ name }) => !names.has(name) && description.includes(`(${name})`))
  return writePact(consumer.pactDir ?? 'pacts', consumer.name, made, isCurrent)
}

/** @throws {TypeError} */
export function checkOptions(consumer: ConsumerOptions): void {
  const { name, call, handles } = consumer
  const problem = (text: string) => new TypeError(`Failed to check the consumer: ${text}`)
  if (typeof name !== 'string' || !/^[\w.-]{1,100}$/.test(name)) {
    throw problem(`its name is ${JSON.stringify(name)}. Use letters, digits, -, _ and . for it.`)
  }
  if (typeof call !== 'function') throw problem('call is not a function. Give the code that opens the ports.')
  const documented = errorCatalogue.filter(({ documentedForPut }) => documentedForPut).map((entry) => entry.name)
  const missing = documented.filter(
    (error) => !isExpectation((handles as Record<string, unknown> | undefined)?.[error]),
  )
  if (missing.length > 0) {
    throw problem(
      `handles does not say what it does on ${missing.join(', ')}. Use rejects(…), resolves(…), retries(…) or a function.`,
    )
  }
  const known = [...documented, 'ThrottlingException', 'success']
  const unknown = Object.keys(handles).filter((error) => !known.includes(error as never))
  if (unknown.length > 0) throw problem(`handles has ${unknown.join(', ')}. Use ${known.join(', ')}.`)
}

/** Runs a consumer through one case. */
export async function checkCase(consumer: ConsumerOptions, one: ContractCase): Promise<CheckedCase> {
  const expectation = consumer.handles[one.error ?? 'success']
  const natural = await simulate(consumer, one)
  const puts = natural.calls.filter(isPut)
  const problems = [
    ...general(natural),
    ...asks(one, natural.calls),
    ...sends(one, puts, expectation),
    ...needs(consumer, natural.calls),
    ...ports(one, natural),
    ...(await promised('promise', expectation, natural, puts)),
  ]
  if (problems.length === 0 && one.error !== undefined)
    problems.push(...(await otherwise(consumer, one, natural, expectation)))
  // A call that has not gone as it should would make a contract of its mistakes.
  if (problems.length > 0) return { name: one.name, problems, interactions: [] }
  const { ran, interactions, problem } = await contract(consumer, one, natural.calls)
  if (problem !== undefined) problems.push({ check: 'pact', problem })
  else if (ran !== undefined) problems.push(...general(ran), ...(await promised('pact', expectation, ran, puts)))
  return { name: one.name, problems, interactions: problems.length === 0 ? interactions : [] }
}

const isPut = ({ operation }: Call) => operation === 'PutInstancePublicPorts'

function general({ settled, toldSecret }: Ran): Problem[] {
  const problems: Problem[] = []
  if (settled === 'timed out') problems.push({ check: 'settles', problem: 'it did not settle before the deadline' })
  if (toldSecret !== undefined) {
    problems.push({ check: 'no-secret', problem: `the secret access key is in ${toldSecret}` })
  }
  return problems
}

/** Without a Put nothing can have been opened; where reading fails already it may end there. */
function asks({ error }: ContractCase, calls: readonly Call[]): Problem[] {
  if (calls.some(isPut) || (error !== undefined && calls.length > 0)) return []
  const what = calls.length === 0 ? 'nothing' : 'no PutInstancePublicPorts'
  return [{ check: 'sends-a-request', problem: `it sent ${what} to the endpoint that it was given` }]
}

/** A request that cannot be answered otherwise is not to be sent again; one that succeeded neither. */
function sends({ error }: ContractCase, puts: readonly Call[], expectation: Expectation | undefined): Problem[] {
  const isRetryable = errorCatalogue.some(({ name, retried }) => name === error && (retried.js || retried.botocore))
  if (isRetryable || attemptsOf(expectation) !== undefined || puts.length <= 1) return []
  return [
    {
      check: 'sends-it-once',
      problem: `it sent ${puts.length} PutInstancePublicPorts on ${error ?? 'success'}, where one is enough`,
    },
  ]
}

function needs({ operations = [] }: ConsumerOptions, calls: readonly Call[]): Problem[] {
  const other = calls.filter(
    ({ operation = 'no operation' }) =>
      !(operation.startsWith('Get') || operation === 'PutInstancePublicPorts' || operations.includes(operation)),
  )
  if (other.length === 0) return []
  const names = [...new Set(other.map(({ operation }) => operation ?? 'no operation'))]
  return [{ check: 'calls-nothing-else', problem: `it called ${names.join(', ')}` }]
}

/** On success the ports of the job are open; on an error nothing has changed. */
function ports({ error, input }: ContractCase, { before, after }: Simulated): Problem[] {
  const told = (states: readonly InstancePortState[] | undefined) => JSON.stringify(states?.map(nameOf))
  if (error !== undefined) {
    return JSON.stringify(before) === JSON.stringify(after)
      ? []
      : [{ check: 'ports', problem: `the ports changed in spite of the error, from ${told(before)} to ${told(after)}` }]
  }
  const open = new Set(after?.map(nameOf))
  const closed = input.portInfos
    .map(({ protocol = '', fromPort = 0, toPort = 0 }) => nameOf({ protocol, fromPort, toPort }))
    .filter((name) => !open.has(name))
  return closed.length === 0
    ? []
    : [{ check: 'ports', problem: `${closed.join(', ')} should be open, and ${told(after)} is` }]
}

function nameOf({
  protocol,
  fromPort,
  toPort,
}: {
  readonly protocol: string
  readonly fromPort: number
  readonly toPort: number
}): string {
  return `${fromPort}-${toPort}/${protocol === '-1' ? 'all' : protocol}`
}

async function promised(
  check: CheckName,
  expectation: Expectation | undefined,
  ran: Ran,
  puts: readonly Call[],
): Promise<Problem[]> {
  if (expectation === undefined || ran.settled === 'timed out') return []
  const { settled, value, error } = ran
  const outcome: ConsumerOutcome = { settled, value, error, attempts: puts.length }
  const problem = await problemOf(expectation, outcome)
  return problem === undefined ? [] : [{ check, problem }]
}

/**
 * The same error with another text, another finer code and the other of the two statuses that AWS's sources give: a
 * consumer that goes by anything but its name is found out.
 */
async function otherwise(
  consumer: ConsumerOptions,
  one: ContractCase,
  natural: Simulated,
  expectation: Expectation | undefined,
): Promise<Problem[]> {
  const { error } = one
  if (error === undefined) return []
  const reachedPut = natural.calls.some(isPut)
  const forced = {
    ...{ error, message: 'In other words.', code: 'AnotherCode', tip: 'Another tip.', docs: 'https://example.com/' },
    times: 'always' as const,
    // Where the state is such that reading fails, too, it does so here.
    ...(reachedPut && { when: { operation: 'PutInstancePublicPorts' as const } }),
  }
  const options: ServiceOptions = { faults: [forced], statusCodes: 'model' }
  const ran = await simulate(consumer, one, options)
  return promised('promise-whatever-the-text-and-status', expectation, ran, ran.calls.filter(isPut))
}
