import { structure, text } from '../model/shape.ts'
import { onAccount } from './operation.ts'
import { page } from './page.ts'

/** Documented: oldest to newest, up to 200. */
export const OPERATIONS_PAGE_SIZE = 200

/** @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetOperations.html */
export const getOperations = onAccount({
  name: 'GetOperations',
  input: structure({ pageToken: text }),
  run({ world, region }, { pageToken }) {
    const { items, ...next } = page(
      'GetOperations',
      (from) => world.operations.after(from, region),
      OPERATIONS_PAGE_SIZE,
      pageToken,
    )
    return { operations: items, ...next }
  },
})
