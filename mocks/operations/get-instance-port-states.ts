import { instanceOnly } from '../model/shapes.ts'
import { toPortState } from '../world/port-state.ts'
import { onInstance } from './operation.ts'

/**
 * Reads the rules back. A Put accepts its answer as it is.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetInstancePortStates.html
 */
export const getInstancePortStates = onInstance({
  name: 'GetInstancePortStates',
  input: instanceOnly,
  instanceIn: 'instanceName',
  authorizedOn: '*',
  run: (_context, _input, instance) => ({ portStates: instance.rules.map(toPortState) }),
})
