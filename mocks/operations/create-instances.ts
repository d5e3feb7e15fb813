import { list, structure, text } from '../model/shape.ts'
import { ipAddressType, nonEmptyString, resourceName, tagList } from '../model/shapes.ts'
import { addOnRequest, readAddOns } from './add-ons.ts'
import { checkHardware, checkNames, makeInstances } from './new-instances.ts'
import { onAccount } from './operation.ts'
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
  check(given, complain, rules) {
    checkNames(given.instanceNames ?? [], complain, rules)
    checkHardware(given, complain)
    return { ...given, tags: readTags(given.tags, complain), addOns: readAddOns(given.addOns, complain) }
  },
  run: makeInstances,
})
