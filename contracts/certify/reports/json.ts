import type { Card, CardJson, SituationResult } from '../card.ts'
import { situationCounts, verdictOfCard } from './summary.ts'

/**
 * Turns a card into JSON, for programs and for `--baseline`: the verdicts and their reasons, without the requests.
 *
 * @example
 * await writeFile('card.json', JSON.stringify(jsonReport(card), null, 2))
 */
export function jsonReport(card: Card): CardJson {
  const { consumer, passed, failed, warned, made, situations } = card
  return {
    consumer,
    verdict: verdictOfCard(card),
    summary: situationCounts(card),
    passed,
    failed,
    warned,
    ...(made !== undefined && { made }),
    situations: situations.map(situationJson),
  }
}

/** The output is needed to understand a failure. */
function situationJson({ name, judgements, printed }: SituationResult): CardJson['situations'][number] {
  const hasFailed = judgements.some(({ verdict }) => verdict === 'fail')
  return { name, judgements, ...(hasFailed && printed !== '' && { printed }) }
}
