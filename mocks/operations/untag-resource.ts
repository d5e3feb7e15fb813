import { list, structure, text } from '../model/shape.ts'
import { resourceArnText, resourceName } from '../model/shapes.ts'
import { changeTags } from './change-tags.ts'
import { onResources } from './on-resources.ts'

/**
 * Removes tags by their keys. A key that the resource does not have changes nothing.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_UntagResource.html
 */
export const untagResource = onResources({
  name: 'UntagResource',
  input: structure({ resourceName, resourceArn: resourceArnText, tagKeys: list(text) }, ['resourceName', 'tagKeys']),
  named: { resourceName: 'any' },
  authorizedOn: 'resources',
  run(context, { resourceName: name = '', tagKeys = [] }) {
    const removed = new Set(tagKeys)
    return changeTags(context, 'UntagResource', name, (before) =>
      Object.fromEntries(Object.entries(before).filter(([key]) => !removed.has(key))),
    )
  },
})
