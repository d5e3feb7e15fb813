import { brokenReplies } from './broken-replies.ts'
import { documentedErrors } from './documented-errors.ts'
import type { Situation } from './situation.ts'
import { timing } from './timing.ts'
import { transientErrors } from './transient-errors.ts'
import { worlds } from './worlds.ts'

/** Everything that may happen to a consumer, each with a service of its own. */
export const situations: readonly Situation[] = [
  ...worlds,
  ...documentedErrors,
  ...transientErrors,
  ...brokenReplies,
  ...timing,
]
