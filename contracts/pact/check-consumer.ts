import { LONGEST_WAIT } from '../../mocks/runtime/index.ts'
import { type Call, errorCatalogue } from '../../mocks/server/index.ts'
import { openingsOf, portsProblem } from '../consumers/ports.ts'
import type { Ran } from '../consumers/run-call.ts'
import { type ContractCase, contractCases } from './cases.ts'
import type { ConsumerOptions } from './consumer.ts'
import {
  attemptsOf,
  type ConsumerOutcome,
  type Expectation,
  isExpectation,
  problemOf,
  resolves,
} from './expectations.ts'
import { contract, type PactInteraction } from './interactions.ts'
import { writePact } from './pact-file.ts'
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
 * @throws {TypeError} for a consumer that is none, or that does not say what it does on a documented error; and where
 *   there is a file in the place of its pact that is none
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
  const { name, call, handles, timeout = 1 } = consumer
  const problem = (text: string) => new TypeError(`Failed to check the consumer: ${text}`)
  if (typeof name !== 'string' || !/^[\w.-]{1,100}$/.test(name)) {
    throw problem(`its name is ${JSON.stringify(name)}. Use letters, digits, -, _ and . for it.`)
  }
  if (typeof call !== 'function') throw problem('call is not a function. Give the code that opens the ports.')
  if (!(Number.isFinite(timeout) && timeout > 0 && timeout <= LONGEST_WAIT)) {
    throw problem(`its timeout is ${JSON.stringify(timeout)}. Use milliseconds from 1 to ${LONGEST_WAIT}.`)
  }
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
  const natural = await simulate(consumer, one)
  const problems = await judge('promise', consumer, one, natural)
  if (problems.length === 0 && one.error !== undefined) problems.push(...(await otherwise(consumer, one, natural)))
  // A call that has not gone as it should would make a contract of its mistakes.
  if (problems.length > 0) return { name: one.name, problems, interactions: [] }
  const { ran, interactions, problem, isFaithful } = await contract(consumer, one, natural.calls)
  if (problem !== undefined) problems.push({ check: 'pact', problem })
  else if (ran !== undefined && isFaithful) {
    problems.push(
      ...general(ran),
      ...(await promised('pact', expectationOf(consumer, one), ran, natural.calls.filter(isPut))),
    )
  }
  return { name: one.name, problems, interactions: problems.length === 0 ? interactions : [] }
}

const isPut = ({ operation }: Call) => operation === 'PutInstancePublicPorts'

/** Success goes without saying; what is done when there is too much to do may be left open. */
function expectationOf({ handles }: ConsumerOptions, { error }: ContractCase): Expectation | undefined {
  return error === undefined ? (handles.success ?? resolves()) : handles[error]
}

/** Everything that a run against the simulation is looked at for. */
async function judge(
  check: CheckName,
  consumer: ConsumerOptions,
  one: ContractCase,
  ran: Simulated,
): Promise<Problem[]> {
  const expectation = expectationOf(consumer, one)
  const puts = ran.calls.filter(isPut)
  return [
    ...general(ran),
    ...told(ran),
    ...asks(one, ran.calls),
    ...sends(one, puts, expectation),
    ...needs(consumer, ran.calls),
    ...ports(one, ran),
    ...(await promised(check, expectation, ran, puts)),
  ]
}

function general({ settled, toldSecret, leftBehind }: Ran): Problem[] {
  const problems: Problem[] = []
  if (settled === 'timed out') problems.push({ check: 'settles', problem: 'it did not settle before the deadline' })
  if (leftBehind !== undefined) {
    problems.push({ check: 'settles', problem: `it went on when it had settled, and nobody waited for: ${leftBehind}` })
  }
  if (toldSecret !== undefined) {
    problems.push({ check: 'no-secret', problem: `the secret access key is in ${toldSecret}` })
  }
  return problems
}

function told({ calls, secretAccessKey }: Simulated): Problem[] {
  if (!JSON.stringify(calls.map(({ input }) => input)).includes(secretAccessKey)) return []
  return [{ check: 'no-secret', problem: 'the secret access key is in the body of a request' }]
}

/**
 * Without a Put nothing can have been opened. Where reading fails already it may end there; who sees for himself that the
 * input is wrong, or that there is nothing to do, need not ask.
 */
function asks({ error, input }: ContractCase, calls: readonly Call[]): Problem[] {
  if (calls.some(isPut) || (error !== undefined && calls.length > 0)) return []
  if (error === 'InvalidInputException' || input.portInfos.length === 0) return []
  const what = calls.length === 0 ? 'nothing' : 'no PutInstancePublicPorts'
  return [{ check: 'sends-a-request', problem: `it sent ${what} to the endpoint that it was given` }]
}

/** A request that cannot be answered otherwise is not to be sent again; one that succeeded neither. */
function sends({ error }: ContractCase, puts: readonly Call[], expectation: Expectation | undefined): Problem[] {
  const isRetryable = errorCatalogue.some(({ name, retried }) => name === error && (retried.js || retried.botocore))
  if (isRetryable || attemptsOf(expectation) !== undefined || puts.length <= 1) return []
  const problem = `it sent ${puts.length} PutInstancePublicPorts on ${error ?? 'success'}, where one is enough`
  return [{ check: 'sends-it-once', problem }]
}

function needs({ operations = [] }: ConsumerOptions, calls: readonly Call[]): Problem[] {
  const names = new Set(calls.map(({ operation = 'no operation' }) => operation))
  const other = [...names].filter(
    (name) => !(name.startsWith('Get') || name === 'PutInstancePublicPorts' || operations.includes(name)),
  )
  return other.length === 0 ? [] : [{ check: 'calls-nothing-else', problem: `it called ${other.join(', ')}` }]
}

/** On success the ports of the job are open, and none besides; on an error nothing has changed. */
function ports(one: ContractCase, { before = [], after = [] }: Simulated): Problem[] {
  if (one.error === undefined) {
    const problem = portsProblem(openingsOf(one.input.portInfos), before, after)
    return problem === undefined ? [] : [{ check: 'ports', problem }]
  }
  const [was, is] = [before, after].map((states) => JSON.stringify(states))
  return was === is
    ? []
    : [{ check: 'ports', problem: `the ports changed in spite of the error, from ${was} to ${is}` }]
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
async function otherwise(consumer: ConsumerOptions, one: ContractCase, natural: Simulated): Promise<Problem[]> {
  const { error } = one
  if (error === undefined) return []
  const forced = {
    ...{ error, message: 'In other words.', tip: 'Another tip.', docs: 'https://example.com/' },
    times: 'always' as const,
    // Where the state is such that reading fails, too, it does so here.
    ...(natural.calls.some(isPut) && { when: { operation: 'PutInstancePublicPorts' as const } }),
  }
  const ran = await simulate(consumer, one, { faults: [forced], statusCodes: 'model' })
  return judge('promise-whatever-the-text-and-status', consumer, one, ran)
}
