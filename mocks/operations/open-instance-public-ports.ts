import { mergeRules } from '../world/port-rule.ts'
import { changePorts, openRules } from './change-ports.ts'
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
  changesPorts: true,
  check: readPortInfo,
  run(context, requested, instance) {
    const rules = mergeRules(instance.rules, openRules(requested, instance))
    return changePorts(context, instance, 'OpenInstancePublicPorts', requested, rules)
  },
})
