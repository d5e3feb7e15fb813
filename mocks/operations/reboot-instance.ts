import { instanceOnly } from '../model/shapes.ts'
import { recordOnInstance } from './instance-operation.ts'
import { onInstance } from './operation.ts'

/**
 * Reboots a running instance. It stays `running` and keeps its addresses.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_RebootInstance.html
 */
export const rebootInstance = onInstance({
  name: 'RebootInstance',
  input: instanceOnly,
  instanceIn: 'instanceName',
  authorizedOn: 'instance',
  states: ['running'],
  purpose: 'reboot an instance',
  run: (context, _input, instance) =>
    recordOnInstance(context, instance, { operationType: 'RebootInstance', operationDetails: '', effect() {} }),
})
