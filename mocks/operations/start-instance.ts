import { instanceOnly } from '../model/shapes.ts'
import { finishBoot } from './boot.ts'
import { recordOnInstance } from './instance-operation.ts'
import { onInstance } from './operation.ts'

/**
 * Starts a stopped instance. It gets a new public IPv4 address, unless it has a static one.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_StartInstance.html
 */
export const startInstance = onInstance({
  name: 'StartInstance',
  input: instanceOnly,
  instanceIn: 'instanceName',
  changes: true,
  authorizedOn: 'instance',
  states: ['stopped'],
  purpose: 'start an instance',
  run(context, _input, instance) {
    instance.state = 'starting'
    instance.addressNumber = context.world.nextAddressNumber()
    return recordOnInstance(context, instance, {
      operationType: 'StartInstance',
      takes: context.bootTime.state,
      effect: finishBoot(context, instance, 'starting'),
    })
  },
})
