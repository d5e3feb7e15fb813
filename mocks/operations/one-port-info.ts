import type { Rules } from '../behaviours.ts'
import type { Complain } from '../definitions/definition.ts'
import { type Read, structure } from '../model/shape.ts'
import { portInfo, resourceName } from '../model/shapes.ts'
import { readPortRule } from '../world/port-info.ts'
import type { RequestedRule } from '../world/port-rule.ts'

/** The input of Open and Close: an instance and one rule. */
export const onePortInfo = structure({ portInfo, instanceName: resourceName }, ['portInfo', 'instanceName'])

/** Reads that rule. */
export function readPortInfo(
  input: Read<typeof onePortInfo>,
  complain: Complain,
  rules: Rules,
): readonly RequestedRule[] {
  if (input.portInfo === undefined) return []
  const rule = readPortRule(input.portInfo, 'portInfo', complain, rules)
  return rule === undefined ? [] : [{ path: 'portInfo', rule }]
}
