import type { Explanation, Refusal } from '../../engine/explain.ts'
import { printable, withoutCommands } from '../../protocol/printable.ts'
import { lockOutWords, ruleWords } from './port-words.ts'

/** Writes an explanation for people, line by line. */
export function explanationText(explanation: Explanation): string {
  const { operation, instanceName, region, refusal, differences, lockOut, unknownMembers } = explanation
  const place = instanceName === undefined ? region : `${printable(instanceName)} in ${region}`
  const lines = [
    `${operation} on ${place} ${refusal === undefined ? 'would be carried out.' : 'would be refused.'}`,
    ...(refusal === undefined ? [] : refusalLines(refusal)),
    ...differences.map((rule) => `  ${ruleWords(rule)}`),
    ...(refusal === undefined && differences.length === 0 ? ['  It would change nothing.'] : []),
    ...(lockOut === undefined ? [] : [`  ${lockOutWords(lockOut)}`]),
    ...unknownMembers.map((member) => `  The model has no member ${printable(member)}: the service ignores it.`),
  ]
  return withoutCommands(`${lines.join('\n')}\n`)
}

function refusalLines({ status, error, message, check, behaviours }: Refusal): string[] {
  return [
    `  ${status} ${error}${message === '' ? '' : `: ${printable(message)}`}`,
    `  The check: ${check}`,
    ...behaviours.map(({ id, does, evidence, source }) => `  The rule ${id} (${evidence}: ${source}): ${does}`),
  ]
}
