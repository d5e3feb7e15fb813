/** The values of each member. */
export type Axes<T> = { readonly [Key in keyof T]: readonly T[Key][] }

/** Lists every combination of the values. The last axis changes fastest. */
export function product<T extends object>(axes: Axes<T>): readonly T[] {
  let all: Partial<T>[] = [{}]
  for (const key of Object.keys(axes) as (keyof T)[]) {
    all = all.flatMap((one) => axes[key].map((value) => ({ ...one, [key]: value })))
  }
  return all as T[]
}

/** Names the pairs that are in an object. */
function pairsIn<T>(one: Partial<T>, pairs: readonly (readonly [keyof T, keyof T])[]): string[] {
  return pairs
    .filter(([left, right]) => one[left] !== undefined && one[right] !== undefined)
    .map(([left, right]) => JSON.stringify([left, one[left], right, one[right]]))
}

/**
 * Selects combinations until every possible pair of values of the named axes is in one of them. It always takes the
 * combination with the most pairs that are still missing, so that the same axes give the same selection.
 */
export function coverPairs<T extends object>(
  axes: Axes<T>,
  pairs: readonly (readonly [keyof T, keyof T])[],
  isPossible: (one: Partial<T>) => boolean,
): readonly T[] {
  const candidates = product(axes).filter(isPossible)
  const missing = new Set(candidates.flatMap((one) => pairsIn(one, pairs)))
  const selected: T[] = []
  while (missing.size > 0) {
    let best = { count: 0, one: candidates[0], found: [] as string[] }
    for (const one of candidates) {
      const found = pairsIn(one, pairs).filter((pair) => missing.has(pair))
      if (found.length > best.count) best = { count: found.length, one, found }
    }
    if (best.one === undefined) break
    selected.push(best.one)
    for (const pair of best.found) missing.delete(pair)
  }
  return selected
}
