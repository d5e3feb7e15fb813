import { list, structure } from '../model/shape.ts'
import { portInfo, resourceName } from '../model/shapes.ts'
import { readPortRule } from '../world/port-info.ts'
import { mergeRules } from '../world/port-rule.ts'
import { changePorts, openRules, PORTS_CAN_CHANGE, type RequestedRule } from './change-ports.ts'
import { onInstance } from './operation.ts'

/**
 * Replaces every rule: a rule that the request does not name is closed.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_PutInstancePublicPorts.html
 */
export const putInstancePublicPorts = onInstance({
  name: 'PutInstancePublicPorts',
  input: structure({ portInfos: list(portInfo), instanceName: resourceName }, ['portInfos', 'instanceName']),
  instanceIn: 'instanceName',
  changes: true,
  authorizedOn: 'instance',
  states: PORTS_CAN_CHANGE,
  check({ portInfos }, complain, { emptyPortInfos }): readonly RequestedRule[] {
    if (portInfos?.length === 0 && emptyPortInfos === 'refuse') complain('portInfos', 'at least one rule is required')
    return (portInfos ?? []).flatMap((info, index) => {
      const path = `portInfos[${index}]`
      const rule = readPortRule(info, path, complain)
      return rule === undefined ? [] : [{ path, rule }]
    })
  },
  checkOn: openRules,
  run(context, requested, instance) {
    const rules = mergeRules(
      [],
      requested.map(({ rule }) => rule),
    )
    return changePorts(context, instance, 'PutInstancePublicPorts', rules, () => rules)
  },
})
