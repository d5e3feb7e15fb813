import { LightsailError } from '../errors/index.ts'
import { pageOnly } from '../model/shapes.ts'
import { onAccount } from './operation.ts'
import { page } from './page.ts'

/**
 * Answers with an empty list: domains are not simulated. Only us-east-1 knows domains.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetDomains.html
 */
export const getDomains = onAccount({
  name: 'GetDomains',
  input: pageOnly,
  run({ region }, { pageToken }) {
    if (region !== 'us-east-1') {
      throw new LightsailError('InvalidInputException', {
        message:
          'Domain-related APIs are only available in the us-east-1 Region. Please set your Region configuration to us-east-1 to create, view, or edit these resources.',
      })
    }
    const { items } = page('GetDomains', () => [], 100, pageToken)
    return { domains: items }
  },
})
