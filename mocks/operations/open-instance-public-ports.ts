import { mergeRules } from '../world/port-rule.ts'
import { changePorts, openRules, PORTS_CAN_CHANGE } from './change-ports.ts'
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
  changes: true,
  authorizedOn: 'instance',
  states: PORTS_CAN_CHANGE,
  check: readPortInfo,
  checkOn: openRules,
  run(context, requested, instance) {
    const opened = requested.map(({ rule }) => rule)
    return changePorts(context, instance, 'OpenInstancePublicPorts', opened, (rules) => mergeRules(rules, opened))
  },
})
