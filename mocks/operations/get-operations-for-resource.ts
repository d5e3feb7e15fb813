import { clipped, LightsailError } from '../errors/index.ts'
import { structure, text } from '../model/shape.ts'
import { resourceName } from '../model/shapes.ts'
import { OPERATIONS_PAGE_SIZE } from './get-operations.ts'
import { onAccount } from './operation.ts'
import { page } from './page.ts'

/** @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetOperationsForResource.html */
export const getOperationsForResource = onAccount({
  name: 'GetOperationsForResource',
  input: structure({ resourceName, pageToken: text }, ['resourceName']),
  run({ world, region }, { resourceName: name = '', pageToken }) {
    const ofResource = (from: number) => world.operations.onResource(from, region, name)
    const { items, ...next } = page(`GetOperationsForResource ${name}`, ofResource, OPERATIONS_PAGE_SIZE, pageToken)
    if (items.length === 0 && pageToken === undefined && world.instance(region, name) === undefined) {
      throw new LightsailError('NotFoundException', { message: `The resource does not exist: ${clipped(name)}` })
    }
    return { operations: items, ...next }
  },
})
