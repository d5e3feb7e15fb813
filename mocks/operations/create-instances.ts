import type { Rules } from '../behaviours.ts'
import type { Complain } from '../definitions/definition.ts'
import { clipped, LightsailError } from '../errors/index.ts'
import { blueprintInfo } from '../model/blueprint-table.ts'
import { bundleOf } from '../model/bundles.ts'
import { ZONES } from '../model/regions.ts'
import { list, type Read, structure, text } from '../model/shape.ts'
import { ipAddressType, nonEmptyString, resourceName, tagList } from '../model/shapes.ts'
import type { Instance } from '../world/instance.ts'
import { addOnRequest, readAddOns } from './add-ons.ts'
import { finishBoot } from './boot.ts'
import { invalidInput } from './invalid-input.ts'
import { refuseTooManyInstances } from './limits.ts'
import { refuseNamesInUse } from './names-in-use.ts'
import { type OperationContext, onAccount } from './operation.ts'
import { recordOperation } from './record-operation.ts'
import { readTags } from './tags.ts'

const input = structure(
  {
    instanceNames: list(text),
    availabilityZone: text,
    customImageName: resourceName,
    blueprintId: nonEmptyString,
    bundleId: nonEmptyString,
    userData: text,
    keyPairName: resourceName,
    tags: tagList,
    addOns: list(addOnRequest),
    ipAddressType,
  },
  ['instanceNames', 'availabilityZone', 'blueprintId', 'bundleId'],
)

/**
 * Creates instances. They are `pending` until they have booted; the script `userData` is not run.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_CreateInstances.html
 */
export const createInstances = onAccount({
  name: 'CreateInstances',
  input,
  changes: true,
  check(given, complain, rules) {
    checkNames(given.instanceNames ?? [], complain, rules)
    checkHardware(given, complain)
    return { given, tags: readTags(given.tags, complain), addOns: readAddOns(given.addOns, complain) }
  },
  run(context, { given, tags, addOns }) {
    const { world, region } = context
    const { instanceNames = [], availabilityZone = '', keyPairName } = given
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
    refuseTooManyInstances(world, region, given.bundleId ?? '', instanceNames.length)
    const operations = instanceNames.map((name) => {
      const instance = create(context, name, given, tags)
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
  },
})

function checkNames(names: readonly string[], complain: Complain, rules: Rules): void {
  if (names.length === 0) complain('instanceNames', 'at least one name is required')
  const seen = new Set<string>()
  for (const [index, name] of names.entries()) {
    const { isMet, problem } = resourceName.pattern
    if (!isMet(name, rules)) complain(`instanceNames[${index}]`, problem(name))
    if (seen.has(name)) complain(`instanceNames[${index}]`, `${clipped(name, 64)} stands in the list twice`)
    seen.add(name)
  }
}

function checkHardware(given: Read<typeof input>, complain: Complain): void {
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

function create(
  { world, region }: OperationContext,
  name: string,
  given: Read<typeof input>,
  tags: Readonly<Record<string, string>>,
): Instance {
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
      tags,
    },
    name,
    (at, problem) => problems.push(`${at}: ${problem}`),
  )
  if (instance === undefined) throw invalidInput(problems)
  return instance
}
