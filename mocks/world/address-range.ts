import { ANY_IPV4, ANY_IPV6 } from './any-address.ts'

/** Addresses in a row, both ends included, as numbers. IPv6 follows IPv4, so that no range has addresses of both. */
interface AddressRange {
  readonly first: bigint
  readonly last: bigint
}

const IPV6_START = 1n << 32n

/**
 * Finds the sources that are not covered by others together: `10.0.0.0/24` is covered by `10.0.0.0/25` and
 * `10.0.0.128/25`. Sources are blocks as they read back, or aliases; an alias is covered by itself and by everybody.
 */
export function uncoveredSources(sources: readonly string[], by: readonly string[]): readonly string[] {
  const names = new Set(by)
  const others = sources.filter((source) => !names.has(source))
  if (others.length === 0 || (names.has(ANY_IPV4) && names.has(ANY_IPV6))) return []
  const ranges = mergeRanges(by.flatMap((source) => rangeOf(source) ?? []))
  return others.filter((source) => {
    const range = rangeOf(source)
    if (range === undefined) return !names.has(ANY_IPV4)
    return !ranges.some(({ first, last }) => first <= range.first && range.last <= last)
  })
}

function mergeRanges(ranges: readonly AddressRange[]): readonly AddressRange[] {
  const merged: AddressRange[] = []
  for (const range of ranges.toSorted((left, right) => (left.first < right.first ? -1 : 1))) {
    const before = merged.at(-1)
    // IPv4 ends where IPv6 begins: those two are no neighbours.
    if (before === undefined || range.first > before.last + 1n || range.first === IPV6_START) merged.push(range)
    else if (range.last > before.last) merged.splice(-1, 1, { first: before.first, last: range.last })
  }
  return merged
}

/** The addresses of a block; `undefined` for an alias. */
function rangeOf(source: string): AddressRange | undefined {
  const [address = '', prefix = ''] = source.split('/')
  if (prefix === '') return undefined
  const isIpv6 = address.includes(':')
  const first = isIpv6 ? IPV6_START + readIpv6(address) : readIpv4(address)
  return { first, last: first + (1n << BigInt((isIpv6 ? 128 : 32) - Number(prefix))) - 1n }
}

function readIpv4(address: string): bigint {
  return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n)
}

/** Reads an address of RFC 5952; a part in dots, as in `::ffff:192.0.2.1`, counts as its last two groups. */
function readIpv6(address: string): bigint {
  const dotted = address.slice(address.lastIndexOf(':') + 1)
  const text = dotted.includes('.') ? address.slice(0, -dotted.length) + hexOf(readIpv4(dotted)) : address
  const [left = '', right] = text.split('::')
  const head = groupsOf(left)
  const tail = right === undefined ? [] : groupsOf(right)
  const gap = Array.from({ length: 8 - head.length - tail.length }, () => '0')
  return [...head, ...gap, ...tail].reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n)
}

function groupsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(':')
}

function hexOf(ipv4: bigint): string {
  return `${(ipv4 >> 16n).toString(16)}:${(ipv4 & 0xffffn).toString(16)}`
}
