import { list, structure } from '../model/shape.ts'
import { portInfo, resourceName } from '../model/shapes.ts'
import { mergeRules } from '../world/port-rule.ts'
import { readRequestedRules } from '../world/requested-rules.ts'
import { changePorts, PORTS_CAN_CHANGE, resolveFor } from './change-ports.ts'
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
  authorizedOn: 'instance',
  states: PORTS_CAN_CHANGE,
  check({ portInfos }, complain, rules) {
    if (portInfos?.length === 0 && rules['put-empty'] === 'refuse')
      complain('portInfos', 'at least one rule is required')
    return readRequestedRules(portInfos ?? [], 'portInfos', complain, rules)
  },
  checkOn: resolveFor,
  run(context, requested, instance) {
    const rules = mergeRules(
      [],
      requested.map(({ rule }) => rule),
    )
    const detailed = context.world.rules['put-details'] === 'join' ? rules : []
    return changePorts(context, instance, 'PutInstancePublicPorts', detailed, () => rules)
  },
})
