import { BUNDLES } from '../model/bundles.ts'
import { boolean, structure, text } from '../model/shape.ts'
import { appCategory } from '../model/shapes.ts'
import { onAccount } from './operation.ts'
import { page } from './page.ts'

/** The size of a page (assumed). */
const PAGE_SIZE = 100

/**
 * Lists the instance plans. The category of research has none.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetBundles.html
 */
export const getBundles = onAccount({
  name: 'GetBundles',
  input: structure({ includeInactive: boolean, pageToken: text, appCategory }),
  run(_context, { includeInactive = false, pageToken, appCategory: category }) {
    const listed = category === undefined ? BUNDLES.filter(({ isActive }) => isActive || includeInactive) : []
    const { items, ...next } = page('GetBundles', (from) => [...listed.entries()].slice(from), PAGE_SIZE, pageToken)
    return { bundles: items, ...next }
  },
})
