import { pageOnly } from '../model/shapes.ts'
import { onAccount } from './operation.ts'
import { page } from './page.ts'

/**
 * Answers with an empty list: databases are not simulated.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetRelationalDatabases.html
 */
export const getRelationalDatabases = onAccount({
  name: 'GetRelationalDatabases',
  input: pageOnly,
  run(_context, { pageToken }) {
    const { items } = page('GetRelationalDatabases', () => [], 100, pageToken)
    return { relationalDatabases: items }
  },
})
