import { instanceOutput } from './instance-output.ts'
import { onInstance } from './operation.ts'
import { instanceOnly } from './shapes.ts'

/** @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetInstance.html */
export const getInstance = onInstance({
  name: 'GetInstance',
  input: instanceOnly,
  changesPorts: false,
  run: ({ world }, _input, instance) => ({ instance: instanceOutput(world, instance) }),
})
