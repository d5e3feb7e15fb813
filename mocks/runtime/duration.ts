const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Parses a duration, milliseconds or a text such as `5m`; `undefined` if it is not one. */
export function parseDuration(by: unknown): number | undefined {
  const [, count, unit = ''] = typeof by === 'string' ? (/^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/.exec(by) ?? []) : []
  const ms = count === undefined ? by : Number(count) * (UNITS[unit] ?? 1)
  return typeof ms === 'number' && ms >= 0 && ms <= 1e14 ? ms : undefined
}
