import type { Card } from '../../../../contracts/certify/index.ts'
import type { Row } from './table.ts'

/** The differences between a card and what it has to say. */
export interface Confusion {
  /** Failures of judgements that the consumer does not deserve. */
  readonly falseFailures: readonly string[]
  /** Mistakes that the card does not fail. */
  readonly misses: readonly string[]
  /** Failures that are deserved, for another reason than the card gives. */
  readonly wrongReasons: readonly string[]
}

/** Compares a card with the failures that it has to have. */
export function confusionOf(card: Card, { fails, also = [] }: Pick<Row, 'fails' | 'also'>): Confusion {
  const found = new Map<string, string>(
    card.situations.flatMap(({ name, judgements }) =>
      judgements.filter(({ verdict }) => verdict === 'fail').map((one) => [`${name}/${one.name}`, one.reason] as const),
    ),
  )
  // A mistake may show in more situations than the one that is named for it: the judgement is what counts there.
  const judgements = new Set([...Object.keys(fails).map((path) => path.split('/')[1]), ...also])
  const ran = new Set(card.situations.map(({ name }) => name))
  const required = Object.entries(fails).filter(([path]) => ran.has(path.split('/')[0] ?? ''))
  return {
    falseFailures: [...found].filter(([path]) => !judgements.has(path.split('/')[1])).map((one) => one.join(': ')),
    misses: required.filter(([path]) => !found.has(path)).map(([path]) => path),
    wrongReasons: required.flatMap(([path, reason]) => {
      const text = found.get(path)
      return text === undefined || reason.test(text) ? [] : [`${path}: ${text}`]
    }),
  }
}
