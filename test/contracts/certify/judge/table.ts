import { RIGHT } from './consumers/right.ts'
import { RIGHT_CLIENTS } from './consumers/right-clients.ts'
import { RIGHT_HABITS } from './consumers/right-habits.ts'
import { RIGHT_WAYS } from './consumers/right-ways.ts'
import { WRONG_ERRORS } from './consumers/wrong-errors.ts'
import { WRONG_PORTS } from './consumers/wrong-ports.ts'
import { WRONG_REQUESTS } from './consumers/wrong-requests.ts'
import { WRONG_SOURCES } from './consumers/wrong-sources.ts'
import { WRONG_WAYS } from './consumers/wrong-ways.ts'
import type { Row } from './row.ts'

/** Consumers of JavaScript with the verdicts that they have to get. */
export const TABLE: readonly Row[] = [
  ...RIGHT,
  ...RIGHT_CLIENTS,
  ...RIGHT_WAYS,
  ...RIGHT_HABITS,
  ...WRONG_PORTS,
  ...WRONG_SOURCES,
  ...WRONG_ERRORS,
  ...WRONG_REQUESTS,
  ...WRONG_WAYS,
]
