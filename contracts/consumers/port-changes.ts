import { areasOf, type Opening, portAreasOf, subtractAreas } from './areas.ts'

/** A difference between what was open and what is open, for the sources of one rule. */
export interface PortChange {
  readonly kind: 'opened' | 'widened' | 'narrowed' | 'moved' | 'closed'
  /** `22/tcp` */
  readonly rule: string
  /** The openings before. */
  readonly from: readonly Opening[]
  /** The openings now. */
  readonly to: readonly Opening[]
}

/** Tells whether a change shuts somebody out who was let in. */
export function isLoss({ kind }: PortChange): boolean {
  return kind === 'closed' || kind === 'narrowed' || kind === 'moved'
}

/** Tells whether a change lets somebody in who was shut out. */
export function isGain({ kind }: PortChange): boolean {
  return kind === 'opened' || kind === 'widened' || kind === 'moved'
}

/**
 * Compares what was open with what is open, as sets of protocols, ports and addresses.
 *
 * @param asked the openings that were to be added: they are no change
 */
export function comparePorts(
  before: readonly Opening[],
  after: readonly Opening[],
  asked: readonly Opening[] = [],
): PortChange[] {
  const expected = [...before, ...asked]
  // Most rules have not changed at all, and need no comparison of sets.
  const [known, there] = [openingKeys(expected), openingKeys(after)]
  const losses = rulesOf(before).flatMap((rule): PortChange[] => {
    if (rule.every((opening) => there.has(openingKey(opening)))) return []
    const kind = lossOf(rule, asked, expected, after)
    return kind === undefined ? [] : [{ kind, rule: nameRule(rule[0]), from: rule, to: openingsTouching(rule, after) }]
  })
  const moved = new Set(losses.filter(({ kind }) => kind === 'moved').flatMap(({ to }) => to))
  const gains = rulesOf(after).flatMap((rule): PortChange[] => {
    if (rule.every((opening) => known.has(openingKey(opening)))) return []
    const isNew = subtractAreas(rule.flatMap(areasOf), expected.flatMap(areasOf)).length > 0
    if (!isNew || rule.some((opening) => moved.has(opening))) return []
    const was = openingsTouching(rule, before)
    const isWider = subtractAreas(portAreasOf(rule[0]), was.flatMap(portAreasOf)).length === 0
    return [{ kind: isWider ? 'widened' : 'opened', rule: nameRule(rule[0]), from: isWider ? was : [], to: rule }]
  })
  return [...losses, ...gains]
}

function openingKey({ protocol, from, to, address }: Opening): string {
  return `${protocol} ${from} ${to} ${address}`
}

function openingKeys(openings: readonly Opening[]): ReadonlySet<string> {
  return new Set(openings.map(openingKey))
}

/** The sources of one rule: never empty. */
type Rule = readonly [Opening, ...Opening[]]

function rulesOf(openings: readonly Opening[]): Rule[] {
  return [...Map.groupBy(openings, nameRule).values()] as unknown as Rule[]
}

function lossOf(
  rule: Rule,
  asked: readonly Opening[],
  expected: readonly Opening[],
  after: readonly Opening[],
): PortChange['kind'] | undefined {
  const own = rule.flatMap(areasOf)
  const lost = subtractAreas(own, after.flatMap(areasOf))
  if (lost.length === 0) return undefined
  const there = openingsTouching(rule, after)
  // The openings that were asked for would be there without the rule, too.
  const isKept = subtractAreas(own, [...lost, ...asked.flatMap(areasOf)]).length > 0
  const isElsewhere = subtractAreas(there.flatMap(areasOf), expected.flatMap(areasOf)).length > 0
  if (isElsewhere) return 'moved'
  return isKept ? 'narrowed' : 'closed'
}

/** Lists the openings that share a port with one of the others, from whatever source. */
export function openingsTouching(others: readonly Opening[], openings: readonly Opening[]): Opening[] {
  const ports = others.flatMap(portAreasOf)
  const sizeOf = (areas: readonly { readonly ports: readonly [number, number] }[]): number =>
    areas.reduce((sum, { ports: [low, high] }) => sum + high - low + 1, 0)
  return openings.filter((opening) => {
    const own = portAreasOf(opening)
    return sizeOf(subtractAreas(own, ports)) < sizeOf(own)
  })
}

/** Writes the protocol and the ports of a rule: `22/tcp`, `8000-8010/udp`, `8:-1/icmp`, `all`. */
export function nameRule({ protocol, from, to }: Omit<Opening, 'address'>): string {
  const isAll = protocol === '-1' || protocol === 'all'
  if (isAll && from <= 0 && to >= 65_535) return 'all'
  const range = protocol.startsWith('icmp') ? `${from}:${to}` : from === to ? `${from}` : `${from}-${to}`
  return `${range}/${isAll ? 'all' : protocol}`
}

/** The most sources that a sentence names. */
const NAMED = 4

/** Writes the sources of openings: `everybody (0.0.0.0/0, ::/0)`, `203.0.113.7/32`. */
export function describeSources(openings: readonly Opening[]): string {
  const sources = [...new Set(openings.map(({ address }) => address))]
  const isEverybody = sources.includes('0.0.0.0/0') || sources.includes('::/0')
  if (isEverybody) return `everybody (${sources.filter((source) => source.endsWith('/0')).join(', ')})`
  const more = sources.length > NAMED ? ` and ${sources.length - NAMED} more` : ''
  return `${sources.slice(0, NAMED).join(', ')}${more}`
}

/** Writes a change: `widened 22/tcp from 203.0.113.7/32 to everybody (0.0.0.0/0, ::/0)`. */
export function describeChange({ kind, rule, from, to }: PortChange): string {
  if (kind === 'closed') return `closed ${rule}, which was open to ${describeSources(from)}${describeRest(to)}`
  if (kind === 'opened') return `opened ${rule} to ${describeSources(to)}`
  return `${kind} ${rule} from ${describePlaces(rule, from)} to ${describePlaces(rule, to)}`
}

/** Writes what is open of a rule that was closed, because something else opens it: ` (80/tcp is open still)`. */
function describeRest(openings: readonly Opening[]): string {
  const rules = [...new Set(openings.map(nameRule))]
  if (rules.length === 0) return ''
  return ` (${rules.slice(0, NAMED).join(', ')} ${rules.length === 1 ? 'is' : 'are'} open still)`
}

/** Writes the sources, with the names of the rules where these are others. */
function describePlaces(rule: string, openings: readonly Opening[]): string {
  const byRule = [...Map.groupBy(openings, nameRule)]
  const bySources = Map.groupBy(byRule, ([, own]) => describeSources(own))
  return [...bySources]
    .map(([sources, rules]) => {
      const names = rules.map(([name]) => name).filter((name) => name !== rule)
      return names.length === 0 ? sources : `${sources} on ${names.slice(0, NAMED).join(', ')}`
    })
    .join(' and ')
}

/** Writes changes as the end of a sentence about a consumer: `it closed …; it widened …`. */
export function describeChanges(changes: readonly PortChange[]): string {
  const more = changes.length > NAMED ? `; and ${changes.length - NAMED} changes more` : ''
  return `it ${changes.slice(0, NAMED).map(describeChange).join('; it ')}${more}`
}
