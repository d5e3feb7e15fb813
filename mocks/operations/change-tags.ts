import type { Operation } from '../world/operation-log.ts'
import { locationOf, type NamedResource } from '../world/resource.ts'
import { invalidInput } from './invalid-input.ts'
import type { OperationContext } from './operation.ts'
import { recordOperation } from './record-operation.ts'

type Tags = Readonly<Record<string, string>>

/**
 * Replaces the tags of a resource, and records the operation.
 *
 * @throws {LightsailError} InvalidInputException for a static IP address, which cannot have tags
 */
export function changeTags(
  context: OperationContext,
  operationType: 'TagResource' | 'UntagResource',
  name: string,
  change: (before: Tags) => Tags,
): { readonly operations: readonly Operation[] } {
  const { world, region } = context
  const type = world.typeOf(region, name)
  const resource = world.resource(region, { type, name }) as NamedResource
  if (type === undefined || type === 'StaticIp')
    throw invalidInput([`resourceName: the StaticIp ${name} cannot have tags`])
  const after = change(resource.tags)
  const operation = recordOperation(context, {
    operationType,
    resourceName: name,
    resourceType: type,
    location: world.instance(region, name)?.location ?? locationOf({ region }),
    effect() {
      if (world.resource(region, { type, name }) !== resource) return false
      resource.tags = after
      return true
    },
  })
  return { operations: [operation] }
}
