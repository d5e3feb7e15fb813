import { nameOfState, sourcesOf } from '../../../world/port-difference.ts'
import type { InstancePortState } from '../../../world/port-state.ts'

/** Writes rules as people edit them, a line a rule: `22/tcp 203.0.113.7/32`. */
export function portLines(states: readonly InstancePortState[]): string {
  return states.map((state) => [nameOfState(state), ...sourcesOf(state)].join(' ')).join('\n')
}

/** A rule in the form that the mock takes. */
export interface PortLine {
  readonly protocol: string
  readonly fromPort?: number
  readonly toPort?: number
  readonly cidrs: readonly string[]
  readonly ipv6Cidrs: readonly string[]
  readonly cidrListAliases: readonly string[]
}

const LINE = /^(?:all|(-?\d{1,5})(?:[-:](-?\d{1,5}))?\/([A-Za-z0-9]{1,8}))$/

/**
 * Reads rules as people edit them. Without a source a rule is open to everybody.
 *
 * @throws {Error} naming the line that is not a rule
 */
export function readPortLines(text: string): readonly PortLine[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(readLine)
}

function readLine(line: string): PortLine {
  const [name = '', ...named] = line.split(/[\s,]+/)
  const sources = named.filter((source) => source !== 'everybody')
  const match = LINE.exec(name)
  if (match === null) {
    throw new Error(
      `Failed to read the rule “${line}”. Write one a line, such as 22/tcp 203.0.113.7/32, 8000-8080/udp, 8:-1/icmp or all.`,
    )
  }
  const [, from, to = from, protocol = 'all'] = match
  const isIcmp = protocol.toLowerCase().startsWith('icmp')
  return {
    protocol,
    ...(from !== undefined && {
      fromPort: Number(from),
      toPort: isIcmp && to === from && !/[-:]/.test(name.slice(1)) ? -1 : Number(to),
    }),
    cidrs: sources.filter((source) => source.includes('.') && !source.includes(':')),
    ipv6Cidrs: sources.filter((source) => source.includes(':')),
    cidrListAliases: sources.filter((source) => !source.includes('.') && !source.includes(':')),
  }
}
