import type { CardJson, Judgement, Verdict } from './card.ts'

/** A judgement whose verdict has changed. */
export interface Change {
  readonly situation: string
  readonly judgement: string
  /** `undefined`: it was not judged. */
  readonly was: Verdict | undefined
  readonly is: Verdict | undefined
  readonly reason: string
}

/** The differences from an earlier card. */
export interface Comparison {
  readonly better: readonly Change[]
  readonly worse: readonly Change[]
  /** The changes of `worse` that fail now. They include failures that were not judged before. */
  readonly newFailures: readonly Change[]
}

const RANK = { pass: 0, warn: 1, fail: 2 } as const

/**
 * Compares a card with an earlier one, judgement by judgement. An accepted judgement counts as passed.
 *
 * @example
 * const { newFailures } = compareCards(jsonReport(card), parseCard(await readFile('card.json', 'utf8')))
 */
export function compareCards(card: CardJson, earlier: CardJson): Comparison {
  const [now, then] = [judgementsByName(card), judgementsByName(earlier)]
  const changes = [...new Set([...now.keys(), ...then.keys()])].flatMap((key): Change[] => {
    const [is, was] = [now.get(key), then.get(key)]
    if (is?.verdict === was?.verdict) return []
    const [situation = '', judgement = ''] = key.split('/')
    return [{ situation, judgement, was: was?.verdict, is: is?.verdict, reason: (is ?? was)?.reason ?? '' }]
  })
  const rank = (verdict: Verdict) => RANK[verdict]
  // A judgement that is gone is neither better nor worse. A new one is worse if it fails, unless a newer release has
  // brought it: then the earlier card has no such situation, or no such judgement anywhere.
  const isKnown = knownTo(earlier)
  const worse = changes.filter((change) => {
    const { is, was } = change
    return was === undefined ? is === 'fail' && isKnown(change) : is !== undefined && rank(is) > rank(was)
  })
  return {
    better: changes.filter(({ is, was }) => is !== undefined && was !== undefined && rank(is) < rank(was)),
    worse,
    newFailures: worse.filter(({ is }) => is === 'fail'),
  }
}

function knownTo({ situations }: CardJson): (change: Change) => boolean {
  const names = new Set(situations.map(({ name }) => name))
  const judgements = new Set(situations.flatMap((one) => one.judgements.map(({ name }) => name)))
  return ({ situation, judgement }) => names.has(situation) && judgements.has(judgement)
}

function judgementsByName({ situations }: CardJson): ReadonlyMap<string, Judgement> {
  return new Map(
    situations.flatMap(({ name, judgements }) =>
      judgements.map((judgement) => [`${name}/${judgement.name}`, judgement] as const),
    ),
  )
}
