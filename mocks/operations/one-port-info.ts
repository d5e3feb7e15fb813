import type { Complain } from '../definitions/definition.ts'
import { type Read, structure } from '../model/shape.ts'
import { portInfo, resourceName } from '../model/shapes.ts'
import { readPortRule } from '../world/port-info.ts'
import type { RequestedRule } from './change-ports.ts'

/** The input of Open and Close: an instance and one rule. */
export const onePortInfo = structure({ portInfo, instanceName: resourceName }, ['portInfo', 'instanceName'])

/** Reads that rule. */
export function readPortInfo(input: Read<typeof onePortInfo>, complain: Complain): readonly RequestedRule[] {
  if (input.portInfo === undefined) return []
  const rule = readPortRule(input.portInfo, 'portInfo', complain)
  return rule === undefined ? [] : [{ path: 'portInfo', rule }]
}
