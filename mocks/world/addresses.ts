import ipaddr from 'ipaddr.js'

type Normalise = (text: string) => string | undefined

/**
 * Normalises an IPv4 address or CIDR block as Lightsail reads it back: `192.0.2.44` becomes `192.0.2.44/32`, host bits are
 * masked. Returns `undefined` if the text is not one. Four decimal parts only: `0x7f.1` and `010.0.0.1` are refused.
 */
export const normaliseIpv4: Normalise = cached((text) => {
  const [address = '', prefix] = splitCidr(text, 32)
  if (prefix === undefined || !ipaddr.IPv4.isValidFourPartDecimal(address)) return undefined
  return `${ipaddr.IPv4.networkAddressFromCIDR(`${address}/${prefix}`).toString()}/${prefix}`
})

/** Normalises an IPv6 address or CIDR block, in the short form of RFC 5952. Zone ids (`fe80::1%eth0`) are refused. */
export const normaliseIpv6: Normalise = cached((text) => {
  const [given = '', prefix] = splitCidr(text, 128)
  const address = expandCompatible(given)
  if (prefix === undefined || address.includes('%') || !ipaddr.IPv6.isValid(address)) return undefined
  // An IPv4 address at the end of an IPv6 address must have four decimal parts, too.
  const ipv4 = address.slice(address.lastIndexOf(':') + 1)
  if (ipv4.includes('.') && !ipaddr.IPv4.isValidFourPartDecimal(ipv4)) return undefined
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/${prefix}`).toRFC5952String()}/${prefix}`
})

/** Writes `::192.0.2.1`, the old form of IPv4 in IPv6, in hexadecimal: the library would read `::ffff:192.0.2.1`. */
function expandCompatible(address: string): string {
  const ipv4 = address.startsWith('::') ? address.slice(2) : ''
  if (!ipaddr.IPv4.isValidFourPartDecimal(ipv4)) return address
  const [a = 0, b = 0, c = 0, d = 0] = ipaddr.IPv4.parse(ipv4).toByteArray()
  return `::${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
}

function splitCidr(text: string, bits: number): [address?: string, prefix?: number] {
  const slash = text.indexOf('/')
  if (slash === -1) return [text, bits]
  const prefix = text.slice(slash + 1)
  // A prefix length has no sign, no leading zero and no blank.
  if (!/^(?:0|[1-9]\d{0,2})$/.test(prefix) || Number(prefix) > bits) return []
  return [text.slice(0, slash), Number(prefix)]
}

const CACHE_SIZE = 4096

/**
 * Caches the results of a function: parsing addresses is the slowest part of a Put, and consumers send the same few again
 * and again. The cache does not affect results.
 */
function cached(normalise: Normalise): Normalise {
  const known = new Map<string, string | undefined>()
  return (text) => {
    const hit = known.get(text)
    if (hit !== undefined || known.has(text)) return hit
    const result = normalise(text)
    if (known.size >= CACHE_SIZE) known.clear()
    // Longer texts are not addresses; keeping them could fill the memory.
    if (text.length <= 64) known.set(text, result)
    return result
  }
}
