import { boolean, structure } from '../model/shape.ts'
import { resourceName } from '../model/shapes.ts'
import { recordOnInstance } from './instance-operation.ts'
import { onInstance } from './operation.ts'

/**
 * Stops a running instance; with `force` also one that is stopping already.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_StopInstance.html
 */
export const stopInstance = onInstance({
  name: 'StopInstance',
  input: structure({ instanceName: resourceName, force: boolean }, ['instanceName']),
  instanceIn: 'instanceName',
  authorizedOn: 'instance',
  states: ['running', 'stopping'],
  purpose: 'stop an instance',
  run(context, { force = false }, instance) {
    instance.state = 'stopping'
    return recordOnInstance(context, instance, {
      operationType: 'StopInstance',
      takes: force ? 0 : context.bootTime.state,
      effect() {
        if (instance.state === 'stopping') instance.state = 'stopped'
      },
    })
  },
})
