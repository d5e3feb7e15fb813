import type { Card, CardJson } from '../card.ts'

/**
 * Turns a card into JSON, for programs and for `--baseline`: the verdicts and their reasons, without the requests.
 *
 * @example
 * await writeFile('card.json', JSON.stringify(jsonReport(card), null, 2))
 */
export function jsonReport({ consumer, passed, failed, warned, situations }: Card): CardJson {
  return {
    consumer,
    passed,
    failed,
    warned,
    situations: situations.map(({ name, judgements }) => ({ name, judgements })),
  }
}
