import { LightsailError } from '../errors/index.ts'
import { structure } from '../model/shape.ts'
import { resourceName } from '../model/shapes.ts'
import { addOnType } from './add-ons.ts'
import { recordOnInstance } from './instance-operation.ts'
import { onInstance } from './operation.ts'

/**
 * Disables an add-on of an instance.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_DisableAddOn.html
 */
export const disableAddOn = onInstance({
  name: 'DisableAddOn',
  input: structure({ addOnType, resourceName }, ['addOnType', 'resourceName']),
  instanceIn: 'resourceName',
  authorizedOn: 'instance',
  run(context, { addOnType: type }, instance) {
    const { name, addOns = [] } = instance
    const others = addOns.filter((addOn) => addOn.name !== type)
    if (others.length === addOns.length) {
      throw new LightsailError('OperationFailureException', {
        message: `The Instance ${name} does not have the add-on ${type}.`,
      })
    }
    return recordOnInstance(context, instance, {
      operationType: 'DisableAddOn',
      effect() {
        if (others.length > 0) instance.addOns = others
        else delete instance.addOns
      },
    })
  },
})
