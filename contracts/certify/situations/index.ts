import { DEFAULT_JOB, type Job } from '../job.ts'
import { brokenReplies } from './broken-replies.ts'
import { documentedErrors } from './documented-errors.ts'
import { otherErrors } from './errors.ts'
import { halfWay } from './half-way.ts'
import type { Situation } from './situation.ts'
import { worlds } from './worlds.ts'

/** Makes everything that may happen to a consumer with a job, each with a service of its own. */
export function situationsOf(job: Job): readonly Situation[] {
  return [...worlds(job), ...documentedErrors(job), ...otherErrors(job), ...brokenReplies(job), ...halfWay(job)]
}

/** The situations of the default job. */
export const situations: readonly Situation[] = situationsOf(DEFAULT_JOB)
