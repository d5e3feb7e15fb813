import { LightsailError } from '../errors/index.ts'
import { boolean, structure } from '../model/shape.ts'
import { resourceName } from '../model/shapes.ts'
import { recordOnInstance } from './instance-operation.ts'
import { onInstance } from './operation.ts'

/**
 * Deletes an instance. Its static IP address stays and is detached.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_DeleteInstance.html
 */
export const deleteInstance = onInstance({
  name: 'DeleteInstance',
  input: structure({ instanceName: resourceName, forceDeleteAddOns: boolean }, ['instanceName']),
  instanceIn: 'instanceName',
  authorizedOn: 'instance',
  run(context, { forceDeleteAddOns = false }, instance) {
    const { name, addOns = [] } = instance
    if (addOns.length > 0 && !forceDeleteAddOns) {
      throw new LightsailError('InvalidInputException', {
        message: `You cannot delete the Instance ${name} with addons ${addOns.map((addOn) => addOn.name).join(', ')}. Set forceDeleteAddOns to delete them with it.`,
      })
    }
    return recordOnInstance(context, instance, {
      operationType: 'DeleteInstance',
      effect: () => context.world.removeInstance(instance),
    })
  },
})
