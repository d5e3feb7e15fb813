import { type IpAddressType, NONE, type PortRule } from './port-rule.ts'

/**
 * The rules that are left when an instance changes its IP versions. Sources of a version that it no longer has are
 * removed, and a rule is removed with its last source. A version that is new gets no sources (assumed).
 */
export function rulesOnType(type: IpAddressType, rules: readonly PortRule[]): readonly PortRule[] {
  return rules
    .map((rule) => ({
      ...rule,
      cidrs: type === 'ipv6' ? NONE : rule.cidrs,
      ipv6Cidrs: type === 'ipv4' ? NONE : rule.ipv6Cidrs,
    }))
    .filter(({ cidrs, ipv6Cidrs, cidrListAliases }) => cidrs.length + ipv6Cidrs.length + cidrListAliases.length > 0)
}
