import { BLUEPRINTS } from '../model/blueprint-table.ts'
import { boolean, structure, text } from '../model/shape.ts'
import { appCategory } from '../model/shapes.ts'
import { onAccount } from './operation.ts'
import { page } from './page.ts'

/** The size of a page (assumed). */
const PAGE_SIZE = 100

/**
 * Lists the images of instances. The category of research has none.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetBlueprints.html
 */
export const getBlueprints = onAccount({
  name: 'GetBlueprints',
  input: structure({ includeInactive: boolean, pageToken: text, appCategory }),
  run(_context, { includeInactive = false, pageToken, appCategory: category }) {
    const listed = category === undefined ? BLUEPRINTS.filter(({ isActive }) => isActive || includeInactive) : []
    const { items, ...next } = page('GetBlueprints', (from) => [...listed.entries()].slice(from), PAGE_SIZE, pageToken)
    return { blueprints: items, ...next }
  },
})
