/** Returns the possible text that is most like a given one: most likely the one that was meant. */
export function nearestTo(given: string, possible: readonly string[]): string | undefined {
  const lower = given.slice(0, LONGEST).toLowerCase()
  let nearest: { readonly text: string; readonly edits: number } | undefined
  for (const text of possible) {
    const edits = editDistance(lower, text.toLowerCase())
    if (nearest === undefined || edits < nearest.edits) nearest = { text, edits }
  }
  return nearest?.text
}

/** Longer texts are cut: the distance takes the product of both lengths. */
const LONGEST = 64

/** Counts the letters that have to be added, removed or replaced (Levenshtein). */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let i = 1; i <= left.length; i++) {
    const next = [i]
    for (let j = 1; j <= right.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
