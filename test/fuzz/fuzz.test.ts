import { expect, test } from 'vitest'
import { TARGETS } from './targets/index.ts'

// The long run is `npm run fuzz`.
test.each(TARGETS)('$name: $title', async ({ run, quick }) => {
  const { failure } = await run(quick, undefined)
  expect(failure).toBeUndefined()
})
