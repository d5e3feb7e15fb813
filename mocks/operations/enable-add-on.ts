import { structure } from '../model/shape.ts'
import { resourceName } from '../model/shapes.ts'
import { addOnRequest, readAddOns } from './add-ons.ts'
import { recordOnInstance } from './instance-operation.ts'
import { onInstance } from './operation.ts'

/**
 * Enables an add-on of an instance. One of the same type gets the new settings. No snapshot is made.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_EnableAddOn.html
 */
export const enableAddOn = onInstance({
  name: 'EnableAddOn',
  input: structure({ resourceName, addOnRequest }, ['resourceName', 'addOnRequest']),
  instanceIn: 'resourceName',
  authorizedOn: 'instance',
  check: ({ addOnRequest: given }, complain) => readAddOns(given === undefined ? [] : [given], complain),
  run: (context, [addOn], instance) =>
    recordOnInstance(context, instance, {
      operationType: 'EnableAddOn',
      effect() {
        const others = (instance.addOns ?? []).filter(({ name }) => name !== addOn?.name)
        instance.addOns = addOn === undefined ? others : [...others, addOn]
      },
    }),
})
