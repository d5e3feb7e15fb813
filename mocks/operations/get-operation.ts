import { clipped, LightsailError } from '../errors/index.ts'
import { structure } from '../model/shape.ts'
import { nonEmptyString } from '../model/shapes.ts'
import { onAccount } from './operation.ts'

/** @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetOperation.html */
export const getOperation = onAccount({
  name: 'GetOperation',
  input: structure({ operationId: nonEmptyString }, ['operationId']),
  run({ world, region }, { operationId = '' }) {
    const operation = world.operations.get(region, operationId)
    if (operation !== undefined) return { operation }
    throw new LightsailError('NotFoundException', {
      message: `The Operation does not exist: ${clipped(operationId)}`,
    })
  },
})
