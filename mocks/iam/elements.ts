import type { Complain } from '../definitions/definition.ts'

/** Reads one value, or a list of them: the policy language accepts both nearly everywhere. Complains of an empty list. */
export function readList(
  given: unknown,
  at: string,
  complain: Complain,
  read: (value: unknown) => string | undefined = (value) => (typeof value === 'string' ? value : undefined),
): readonly string[] {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given]
  if (list.length === 0) complain(at, 'is an empty list')
  return list.flatMap((value, index) => {
    const text = read(value)
    if (text !== undefined) return [text]
    complain(Array.isArray(given) ? `${at}[${index}]` : at, 'is not a text')
    return []
  })
}
