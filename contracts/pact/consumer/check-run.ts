import { changesPorts, isReadOperation } from '../../../mocks/model/index.ts'
import { type Call, errorCatalogue, type InstancePortState } from '../../../mocks/server/index.ts'
import { nameRule } from '../../consumers/port-changes.ts'
import { openings, openingsOf, portsProblem } from '../../consumers/ports.ts'
import type { Ran } from '../../consumers/run-call.ts'
import type { ContractCase } from './cases.ts'
import type { ConsumerOptions } from './consumer.ts'
import { attemptsOf, type Expectation, expectationProblem, resolves } from './expectations.ts'
import type { Simulated } from './simulate.ts'

/** The checks of each case. */
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

/** A check that failed, and the reason. */
export interface Problem {
  readonly check: CheckName
  readonly problem: string
}

/** Tells whether a call is meant to change ports. */
export const isPortChange = ({ operation }: Call): boolean => changesPorts(operation)

/** Returns the promise for a case. A consumer promises success by default; throttling may be left open. */
function expectationFor({ handles }: ConsumerOptions, { error }: ContractCase): Expectation | undefined {
  return error === undefined ? (handles.success ?? resolves()) : handles[error]
}

/** Applies every check to a run against the simulation. */
export async function checkRun(
  promise: CheckName,
  consumer: ConsumerOptions,
  one: ContractCase,
  ran: Simulated,
): Promise<Problem[]> {
  const changes = ran.calls.filter(isPortChange)
  return [
    ...checkEnding(ran),
    ...checkSecretInRequests(ran),
    ...checkSomethingSent(one, ran.calls),
    ...checkSentOnce(one, changes, expectationFor(consumer, one)),
    ...checkOperations(consumer, ran.calls),
    ...findPortProblems(one, ran),
    ...(await checkPromise(promise, consumer, one, ran, changes)),
  ]
}

/** Checks that a call settles, leaves nothing behind, and gives its secret to nobody. */
export function checkEnding({ settled, toldSecret, leftBehind }: Ran): Problem[] {
  const problems: Problem[] = []
  if (settled === 'timed out') problems.push({ check: 'settles', problem: 'it did not settle before the deadline' })
  if (leftBehind !== undefined) {
    problems.push({ check: 'settles', problem: `it went on after it had settled, and failed then: ${leftBehind}` })
  }
  if (toldSecret !== undefined) {
    problems.push({ check: 'no-secret', problem: `the secret access key is in ${toldSecret}` })
  }
  return problems
}

function checkSecretInRequests({ calls, secretAccessKey }: Simulated): Problem[] {
  if (!JSON.stringify(calls.map(({ input }) => input)).includes(secretAccessKey)) return []
  return [{ check: 'no-secret', problem: 'the secret access key is in the body of a request' }]
}

/**
 * Checks that the consumer has sent its change. It may stop earlier if reading fails already, if it sees by itself that
 * the input is invalid, or if there is nothing to do.
 */
function checkSomethingSent({ error, input }: ContractCase, calls: readonly Call[]): Problem[] {
  if (calls.some(isPortChange) || (error !== undefined && calls.length > 0)) return []
  if (error === 'InvalidInputException' || input.portInfos.length === 0) return []
  const sent = calls.length === 0 ? 'nothing' : 'no request that changes ports'
  return [{ check: 'sends-a-request', problem: `it sent ${sent} to the endpoint that it was given` }]
}

/**
 * Checks that no request is repeated if it succeeded, or if its error is permanent. One Put is enough for all ports; Open and
 * Close take one rule each.
 */
function checkSentOnce(
  { error }: ContractCase,
  changes: readonly Call[],
  expectation: Expectation | undefined,
): Problem[] {
  const isRetryable = errorCatalogue.some(({ name, retried }) => name === error && (retried.js || retried.botocore))
  if (isRetryable || attemptsOf(expectation) !== undefined) return []
  const keyOf = ({ operation, input }: Call) =>
    operation === 'PutInstancePublicPorts' ? operation : JSON.stringify([operation, input])
  return [...Map.groupBy(changes, keyOf).values()]
    .filter(({ length }) => length > 1)
    .map((same) => ({
      check: 'sends-it-once',
      problem: `it sent ${same.length} ${same[0]?.operation} on ${error ?? 'success'}, where one is enough`,
    }))
}

function checkOperations({ operations = [] }: ConsumerOptions, calls: readonly Call[]): Problem[] {
  const names = new Set(calls.map(({ operation = 'no operation' }) => operation))
  const other = [...names].filter((name) => !(isReadOperation(name) || changesPorts(name) || operations.includes(name)))
  return other.length === 0 ? [] : [{ check: 'calls-nothing-else', problem: `it called ${other.join(', ')}` }]
}

/** Checks the ports. After a success those of the job are open and no others; after an error nothing has changed. */
function findPortProblems(one: ContractCase, { before = [], after = [] }: Simulated): Problem[] {
  if (one.error === undefined) {
    const problem = portsProblem(openingsOf(one.input.portInfos), before, after)
    return problem === undefined ? [] : [{ check: 'ports', problem }]
  }
  const [was, is] = [before, after].map(describePorts)
  return was === is
    ? []
    : [{ check: 'ports', problem: `the ports changed in spite of the error: before ${was}, after ${is}` }]
}

/** Writes everything that is open, as `22/tcp from 203.0.113.7/32`. */
function describePorts(states: readonly InstancePortState[]): string {
  const open = openings(states).map((opening) => `${nameRule(opening)} from ${opening.address}`)
  return open.length === 0 ? 'nothing is open' : open.toSorted().join(', ')
}

/** Checks the promise of a consumer for a case. */
export async function checkPromise(
  check: CheckName,
  consumer: ConsumerOptions,
  one: ContractCase,
  ran: Ran,
  changes: readonly Call[],
): Promise<Problem[]> {
  const expectation = expectationFor(consumer, one)
  if (expectation === undefined || ran.settled === 'timed out') return []
  const { settled, value, error } = ran
  const problem = await expectationProblem(expectation, {
    settled,
    value,
    error,
    attempts: changes.length,
  })
  return problem === undefined ? [] : [{ check, problem }]
}
