import { pageOnly } from '../model/shapes.ts'
import { onAccount } from './operation.ts'
import { page } from './page.ts'

/**
 * Answers with an empty list: disks besides those of instances are not simulated.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetDisks.html
 */
export const getDisks = onAccount({
  name: 'GetDisks',
  input: pageOnly,
  run(_context, { pageToken }) {
    const { items } = page('GetDisks', () => [], 100, pageToken)
    return { disks: items }
  },
})
