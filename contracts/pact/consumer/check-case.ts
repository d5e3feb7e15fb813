import type { ContractCase } from './cases.ts'
import { checkEnding, checkPromise, checkRun, isPortChange, type Problem } from './check-run.ts'
import type { ConsumerOptions } from './consumer.ts'
import type { PactInteraction } from './pact-file.ts'
import { runAgainstPact } from './run-against-pact.ts'
import { type Simulated, simulate } from './simulate.ts'

/** The result of one case. */
export interface CaseResult {
  /** The name of the case. */
  readonly name: string
  readonly problems: readonly Problem[]
}

/** The result of one case, with the interactions that it adds to the contract. */
export interface CheckedCase extends CaseResult {
  readonly interactions: readonly PactInteraction[]
}

/** Runs a consumer through one case: against the simulation, and then against Pact's mock server. */
export async function checkCase(consumer: ConsumerOptions, one: ContractCase): Promise<CheckedCase> {
  const simulated = await simulate(consumer, one)
  const problems = await checkRun('promise', consumer, one, simulated)
  if (problems.length === 0) problems.push(...(await checkWithOtherWords(consumer, one, simulated)))
  // The mistakes of a consumer must not become its contract.
  if (problems.length > 0) return { name: one.name, problems, interactions: [] }
  const { ran, interactions, problem, isFaithful } = await runAgainstPact(consumer, one, simulated.calls)
  if (problem !== undefined) problems.push({ check: 'pact', problem })
  else if (ran !== undefined && isFaithful) {
    const changes = simulated.calls.filter(isPortChange)
    problems.push(...checkEnding(ran), ...(await checkPromise('pact', consumer, one, ran, changes)))
  }
  return { name: one.name, problems, interactions: problems.length === 0 ? interactions : [] }
}

/**
 * Repeats a case with the same error, but with another text, its own name as the finer code, and the other one of the two
 * HTTP statuses that AWS's sources give. It finds consumers that recognize an error by anything but its name.
 */
async function checkWithOtherWords(
  consumer: ConsumerOptions,
  one: ContractCase,
  simulated: Simulated,
): Promise<Problem[]> {
  const { error } = one
  if (error === undefined) return []
  const changes = new Set(simulated.calls.filter(isPortChange).map(({ operation }) => operation))
  // In a state in which reading fails, reading fails here, too.
  const places = changes.size === 0 ? [{}] : [...changes].map((operation) => ({ when: { operation } }))
  const faults = places.map((place) => ({
    error,
    message: 'In other words.',
    // SDKs of before May 2026 take a code for the name: another word here would be another error there.
    code: error,
    tip: 'Another tip.',
    docs: 'https://example.com/',
    times: 'always',
    ...place,
  }))
  const ran = await simulate(consumer, one, { faults: faults as never, statusCodes: 'model' })
  return checkRun('promise-whatever-the-text-and-status', consumer, one, ran)
}
