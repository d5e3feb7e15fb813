import type { Rules } from '../behaviours.ts'
import type { Complain } from '../definitions/definition.ts'
import { clipped, LightsailError } from '../errors/index.ts'
import { blueprintInfo } from '../model/blueprint-table.ts'
import { bundleOf } from '../model/bundles.ts'
import { ZONES } from '../model/regions.ts'
import { resourceName } from '../model/shapes.ts'
import type { AddOn, Instance } from '../world/instance.ts'
import type { Operation } from '../world/operation-log.ts'
import { finishBoot } from './boot.ts'
import { invalidInput } from './invalid-input.ts'
import { refuseTooManyInstances } from './limits.ts'
import { refuseNamesInUse } from './names-in-use.ts'
import type { OperationContext } from './operation.ts'
import { recordOperation } from './record-operation.ts'

/** The instances that a call makes, all alike. */
export interface NewInstances {
  readonly instanceNames?: readonly string[] | undefined
  readonly availabilityZone?: string | undefined
  readonly blueprintId?: string | undefined
  readonly bundleId?: string | undefined
  readonly ipAddressType?: string | undefined
  readonly keyPairName?: string | undefined
  readonly tags: Readonly<Record<string, string>>
  readonly addOns: readonly AddOn[]
}

/**
 * Makes instances that boot, and records an operation for each.
 *
 * @throws {LightsailError} InvalidInputException for a wrong zone, for names in use and above a limit, NotFoundException
 * for a key pair that does not exist; then nothing is made
 */
export function makeInstances(
  context: OperationContext,
  given: NewInstances,
): { readonly operations: readonly Operation[] } {
  const { world, region } = context
  const { instanceNames = [], availabilityZone = '', bundleId = '', keyPairName, addOns } = given
  if (!ZONES.some((letter) => availabilityZone === region + letter)) {
    throw invalidInput([
      `availabilityZone: ${JSON.stringify(clipped(availabilityZone, 64))} is not a zone of ${region}; use ${region}a`,
    ])
  }
  refuseNamesInUse(context, instanceNames)
  if (keyPairName === undefined) world.defaultKeyPair(region)
  else if (world.keyPairs.get(region, keyPairName) === undefined) {
    throw new LightsailError('NotFoundException', { message: `The KeyPair does not exist: ${keyPairName}` })
  }
  refuseTooManyInstances(world, region, bundleId, instanceNames.length)
  const operations = instanceNames.map((name) => {
    const instance = makeInstance(context, name, given)
    if (addOns.length > 0) instance.addOns = addOns
    return recordOperation(context, {
      operationType: 'CreateInstance',
      resourceName: name,
      resourceType: 'Instance',
      location: instance.location,
      takes: context.bootTime.state,
      effect: finishBoot(context, instance, 'pending'),
    })
  })
  return { operations }
}

/** Complains of names that no instance can have, and of a name that stands in the list twice. */
export function checkNames(names: readonly string[], complain: Complain, rules: Rules): void {
  if (names.length === 0) complain('instanceNames', 'at least one name is required')
  const seen = new Set<string>()
  for (const [index, name] of names.entries()) {
    const { isMet, problem } = resourceName.pattern
    if (!isMet(name, rules)) complain(`instanceNames[${index}]`, problem(name))
    if (seen.has(name)) complain(`instanceNames[${index}]`, `${clipped(name, 64)} stands in the list twice`)
    seen.add(name)
  }
}

/** Complains of an unknown blueprint or bundle, and of a bundle that they do not go with. */
export function checkHardware(
  given: Pick<NewInstances, 'blueprintId' | 'bundleId' | 'ipAddressType'>,
  complain: Complain,
): void {
  const { blueprintId = '', bundleId = '', ipAddressType: type = 'dualstack' } = given
  const blueprint = blueprintInfo(blueprintId)
  const bundle = bundleOf(bundleId)
  // A missing or blank id is reported already.
  if (blueprint === undefined && blueprintId.trim() !== '') {
    complain('blueprintId', `${JSON.stringify(clipped(blueprintId, 64))} is not a blueprint; GetBlueprints lists them`)
  }
  if (bundle === undefined) {
    if (bundleId.trim() !== '') {
      complain('bundleId', `${JSON.stringify(clipped(bundleId, 64))} is not a bundle; GetBundles lists them`)
    }
    return
  }
  if (blueprint !== undefined && !bundle.supportedPlatforms.includes(blueprint.platform)) {
    complain('bundleId', `${bundleId} does not support the platform ${blueprint.platform} of ${blueprintId}`)
  }
  if ((bundle.publicIpv4AddressCount === 0) !== (type === 'ipv6')) {
    complain('ipAddressType', `${bundleId} does not support the IP address type ${type}`)
  }
}

function makeInstance({ world, region }: OperationContext, name: string, given: NewInstances): Instance {
  const problems: string[] = []
  const instance = world.addInstance(
    {
      name,
      region,
      availabilityZone: given.availabilityZone,
      blueprintId: given.blueprintId,
      bundleId: given.bundleId,
      ipAddressType: given.ipAddressType as Instance['ipAddressType'] | undefined,
      keyPairName: given.keyPairName,
      state: 'pending',
      tags: given.tags,
    },
    name,
    (at, problem) => problems.push(`${at}: ${problem}`),
  )
  if (instance === undefined) throw invalidInput(problems)
  return instance
}
