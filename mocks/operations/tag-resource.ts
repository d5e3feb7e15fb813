import { structure } from '../model/shape.ts'
import { resourceArnText, resourceName, tagList } from '../model/shapes.ts'
import { changeTags } from './change-tags.ts'
import { invalidInput } from './invalid-input.ts'
import { onResources } from './on-resources.ts'
import { MAX_TAGS, readTags } from './tags.ts'

/**
 * Adds tags to an instance, a key pair or a snapshot. A tag whose key it has already gets the new value.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_TagResource.html
 */
export const tagResource = onResources({
  name: 'TagResource',
  input: structure({ resourceName, resourceArn: resourceArnText, tags: tagList }, ['resourceName', 'tags']),
  named: { resourceName: 'any' },
  authorizedOn: 'resources',
  check: ({ resourceName: name = '', tags }, complain) => ({ name, tags: readTags(tags, complain) }),
  run(context, { name, tags }) {
    return changeTags(context, 'TagResource', name, (before) => {
      const after = { ...before, ...tags }
      if (Object.keys(after).length > MAX_TAGS) throw invalidInput([`tags: a resource has at most ${MAX_TAGS} tags`])
      return after
    })
  },
})
