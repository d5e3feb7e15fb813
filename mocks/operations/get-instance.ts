import { boolean, structure } from '../model/shape.ts'
import { resourceName } from '../model/shapes.ts'
import { instanceOutput } from './instance-output.ts'
import { onInstance } from './operation.ts'

/**
 * Health is not simulated: `includeHealthStatus` changes nothing.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetInstance.html
 */
export const getInstance = onInstance({
  name: 'GetInstance',
  input: structure({ instanceName: resourceName, includeHealthStatus: boolean }, ['instanceName']),
  instanceIn: 'instanceName',
  authorizedOn: '*',
  run: ({ world }, _input, instance) => ({ instance: instanceOutput(world, instance) }),
})
