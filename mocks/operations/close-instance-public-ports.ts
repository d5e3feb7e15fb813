import { withoutRule } from '../world/port-rule.ts'
import { changePorts, PORTS_CAN_CHANGE } from './change-ports.ts'
import { onePortInfo, readPortInfo } from './one-port-info.ts'
import { onInstance } from './operation.ts'

/**
 * Removes the addresses that it names, and the rule with its last one; without addresses the whole rule.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_CloseInstancePublicPorts.html
 */
export const closeInstancePublicPorts = onInstance({
  name: 'CloseInstancePublicPorts',
  input: onePortInfo,
  instanceIn: 'instanceName',
  authorizedOn: 'instance',
  states: PORTS_CAN_CHANGE,
  check: readPortInfo,
  run(context, requested, instance) {
    const closeBy = context.world.rules['close-by']
    const closed = requested.map(({ rule }) => rule)
    return changePorts(context, instance, 'CloseInstancePublicPorts', closed, (rules) =>
      closed.reduce((left, rule) => withoutRule(left, rule, closeBy), rules),
    )
  },
})
