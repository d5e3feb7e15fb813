import type { Rules } from '../behaviours.ts'
import type { Complain } from '../definitions/definition.ts'
import { type PortInfo, readPortRule } from './port-info.ts'
import { type IpAddressType, mergeRules, openOn, type PortRule, portsKey, type RequestedRule } from './port-rule.ts'
import { checkSources } from './sources.ts'

/** Reads a list of rules. Complains of everything that is wrong with one of them, and of two that the service refuses. */
export function readRequestedRules(
  ports: readonly PortInfo[],
  path: string,
  complain: Complain,
  rules: Rules,
): readonly RequestedRule[] {
  const requested: RequestedRule[] = []
  for (const [index, info] of ports.entries()) {
    const at = `${path}[${index}]`
    const rule = readPortRule(info, at, complain, rules)
    if (rule !== undefined) requested.push({ path: at, rule })
  }
  if (rules['same-rule'] === 'refuse') complainOfTwins(requested, complain)
  return requested
}

function complainOfTwins(requested: readonly RequestedRule[], complain: Complain): void {
  const seen = new Map<number, string>()
  for (const { path, rule } of requested) {
    const first = seen.get(portsKey(rule))
    if (first === undefined) seen.set(portsKey(rule), path)
    else complain(path, `it has the protocol and the ports of ${first}`)
  }
}

/** Resolves rules for an instance. Complains of those that it cannot have, and of sources that exclude each other. */
export function resolveRules(
  requested: readonly RequestedRule[],
  type: IpAddressType,
  complain: Complain,
  rules: Rules,
): readonly RequestedRule[] {
  // A loop: flatMap would make a list for each rule.
  const resolved: RequestedRule[] = []
  for (const { path, rule } of requested) {
    const open = openOn(type, rule, path, complain, rules)
    if (open !== undefined) resolved.push({ path, rule: open })
  }
  checkSources(resolved, complain, rules)
  return resolved
}

/** Reads the rules of an instance in a world; `undefined` after a complaint. */
export function readRuleSet(
  ports: readonly PortInfo[],
  type: IpAddressType,
  path: string,
  complain: Complain,
  rules: Rules,
): readonly PortRule[] | undefined {
  let isWrong = false
  const note: Complain = (at, problem) => {
    isWrong = true
    complain(at, problem)
  }
  const resolved = resolveRules(readRequestedRules(ports, path, note, rules), type, note, rules)
  if (isWrong) return undefined
  return mergeRules(
    [],
    resolved.map(({ rule }) => rule),
  )
}
