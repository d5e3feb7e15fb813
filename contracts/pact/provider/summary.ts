import { printableLine } from '../../../mocks/protocol/index.ts'
import { countVerdict, type InteractionResult, type PactResult, type VerificationReport } from './report.ts'

/** The pacts that a summary lists one by one. */
const LISTED = 12
/** The interactions that are named for one problem. */
const NAMED = 3

/** Describes everything that is not kept: each problem once, with the interactions that have it. The last line counts. */
export function describeFailures(report: VerificationReport): string {
  const lines = [...describeProblems(report, 'broken'), ...report.problems, ...describeAdvice(report)]
  return [...lines, ...describePending(report), describeResult(report)].map(printableLine).join('\n')
}

/** Describes a run that passed: a line for each pact. The last line says what happened. */
export function describeSuccess(report: VerificationReport): string {
  const lines = [...describePacts(report), ...describeAdvice(report), ...describePending(report)]
  return [...lines, describeResult(report)].map(printableLine).join('\n')
}

function describePacts({ pacts }: VerificationReport): string[] {
  const lines = pacts.map((pact) => {
    const published = pact.published === undefined ? '' : `; published as ${pact.published}`
    return `${pact.consumer}: ${keptCount(pact)} kept${published}`
  })
  if (lines.length <= LISTED) return lines
  return [...lines.slice(0, LISTED), `and ${lines.length - LISTED} more pacts`]
}

function keptCount(pact: PactResult): string {
  const kept = pact.interactions.filter(({ verdict }) => verdict === 'kept').length
  return `${kept} of ${counted(pact.interactions.length, 'interaction')}`
}

function describeAdvice({ pacts }: VerificationReport): string[] {
  const repaired = pacts.filter(({ interactions }) => interactions.some((one) => one.repaired))
  const names = [...new Set(repaired.map(({ consumer }) => consumer))]
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : ''
  const notes =
    names.length === 0
      ? []
      : [
          `${names.slice(0, NAMED).join(', ')}${more}: a repaired copy of the pact was verified as JSON. Pact does not know the content type of AWS JSON, and compares the bodies of this pact byte by byte.`,
        ]
  return [...notes, ...new Set(pacts.flatMap(({ advice }) => (advice === undefined ? [] : [advice])))]
}

function describePending(report: VerificationReport): string[] {
  return describeProblems(report, 'pending').map((line) => `pending: ${line}`)
}

function describeProblems({ pacts }: VerificationReport, verdict: InteractionResult['verdict']): string[] {
  const all = pacts.flatMap(({ consumer, interactions }) =>
    interactions.filter((one) => one.verdict === verdict).map((one) => ({ ...one, consumer })),
  )
  const byProblem = Map.groupBy(all, ({ consumer, problems }) => JSON.stringify([consumer, problems]))
  return [...byProblem.values()].map((same) => {
    const [first] = same
    const names = same.slice(0, NAMED).map(interactionName).join(', ')
    const more = same.length > NAMED ? ` and ${same.length - NAMED} more` : ''
    return `${first?.consumer}: ${names}${more}: ${first?.problems.join('; ')}`
  })
}

function interactionName({ description, states }: InteractionResult): string {
  const given = states.map((state) => JSON.stringify(state)).join(' and ')
  return given === '' ? description : `${description}, given ${given}`
}

/** Says in one line what happened. */
function describeResult(report: VerificationReport): string {
  const [kept, broken, pending] = (['kept', 'broken', 'pending'] as const).map((one) => countVerdict(report, one))
  const all = (kept ?? 0) + (broken ?? 0) + (pending ?? 0)
  const but = pending === 0 ? '' : `, but for ${pending} pending`
  if (broken !== 0) return `The provider does not keep ${broken} of ${counted(all, 'interaction')}${but}.`
  if (report.problems.length > 0) return 'The results were not published.'
  if (pending !== 0) return `The contracts are kept${but}, which does not fail the run.`
  return 'The provider keeps its contracts.'
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
