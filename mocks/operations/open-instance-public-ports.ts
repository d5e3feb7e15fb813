import { checkOpen, openMore } from '../world/sources.ts'
import { changePorts, PORTS_CAN_CHANGE, resolveFor } from './change-ports.ts'
import { onePortInfo, readPortInfo } from './one-port-info.ts'
import { onInstance } from './operation.ts'

/**
 * Adds a rule, or addresses to the rule of the same protocol and range. Closes nothing.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_OpenInstancePublicPorts.html
 */
export const openInstancePublicPorts = onInstance({
  name: 'OpenInstancePublicPorts',
  input: onePortInfo,
  instanceIn: 'instanceName',
  authorizedOn: 'instance',
  states: PORTS_CAN_CHANGE,
  check: readPortInfo,
  checkOn(requested, instance, complain, rules) {
    const resolved = resolveFor(requested, instance, complain, rules)
    checkOpen(resolved, instance?.rules ?? [], complain, rules)
    return resolved
  },
  run(context, requested, instance) {
    const opened = requested.map(({ rule }) => rule)
    return changePorts(context, instance, 'OpenInstancePublicPorts', opened, (rules) => opened.reduce(openMore, rules))
  },
})
