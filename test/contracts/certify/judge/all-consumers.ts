import { PROGRAMS } from '../../../clients/consumers/programs.ts'
import type { Row } from './row.ts'
import { TABLE } from './table.ts'

/** Every consumer that is judged: functions of JavaScript, and programs in other languages. */
export const ALL_CONSUMERS: readonly Row[] = [...TABLE, ...PROGRAMS]
