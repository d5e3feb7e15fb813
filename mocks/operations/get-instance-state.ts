import { instanceOnly } from '../model/shapes.ts'
import { stateOutput } from './instance-output.ts'
import { onInstance } from './operation.ts'

/** @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetInstanceState.html */
export const getInstanceState = onInstance({
  name: 'GetInstanceState',
  input: instanceOnly,
  instanceIn: 'instanceName',
  authorizedOn: '*',
  run: (_context, _input, instance) => ({ state: stateOutput(instance) }),
})
