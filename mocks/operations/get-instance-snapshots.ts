import { pageOnly } from '../model/shapes.ts'
import { onAccount } from './operation.ts'
import { page } from './page.ts'

/**
 * Answers with an empty list: snapshots are not simulated.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetInstanceSnapshots.html
 */
export const getInstanceSnapshots = onAccount({
  name: 'GetInstanceSnapshots',
  input: pageOnly,
  changes: false,
  run(_context, { pageToken }) {
    const { items } = page('GetInstanceSnapshots', () => [], 100, pageToken)
    return { instanceSnapshots: items }
  },
})
