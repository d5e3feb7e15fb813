import { clipped, LightsailError } from '../errors/index.ts'
import { boolean, structure, text } from '../model/shape.ts'
import { onAccount } from './operation.ts'
import { page } from './page.ts'

/**
 * Answers with an empty list: buckets are not simulated.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetBuckets.html
 */
export const getBuckets = onAccount({
  name: 'GetBuckets',
  input: structure({
    bucketName: {
      type: 'string',
      pattern: {
        isMet: (name: string) => /^[a-z\d][a-z\d-]{1,52}[a-z\d]$/.test(name),
        problem: (name: string) => `${JSON.stringify(clipped(name, 64))} is not the name of a bucket`,
      },
    },
    pageToken: text,
    includeConnectedResources: boolean,
    includeCors: boolean,
  }),
  run(_context, { bucketName, pageToken }) {
    if (bucketName !== undefined) {
      throw new LightsailError('NotFoundException', { message: `The Bucket does not exist: ${bucketName}` })
    }
    const { items } = page('GetBuckets', () => [], 100, pageToken)
    return { buckets: items }
  },
})
