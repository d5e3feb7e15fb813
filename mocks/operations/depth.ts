/** An input is four levels deep. What is much deeper breaks whoever walks it, and only unknown members can be. */
export const MAX_DEPTH = 64

/** Whether a value has more levels than that. */
export function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  return Object.values(value).some((member) => deeperThan(member, levels - 1))
}
