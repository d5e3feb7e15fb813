import { fault } from '../../../mocks/server/index.ts'
import { changesFail, failing, INSTANCE, ON_READS, OTHERS_TEXT, openOthers, openOthersMeanwhile } from './parts.ts'
import type { Situation } from './situation.ts'

/** Replies and operations that take their time, and other writers. */
export const timing: readonly Situation[] = [
  {
    name: 'slow-reply',
    title: 'the reply to a change takes 1.5 seconds',
    expects: { kind: 'late' },
    service: changesFail(1, fault.delay(1500)),
  },
  {
    name: 'succeeds-slowly',
    title: 'a change is Started, and Succeeded half a second later',
    expects: { kind: 'late' },
    service: changesFail('always', fault.succeedSlowly(500)),
  },
  {
    name: 'fails-slowly',
    title: 'a change is Started, and Failed half a second later',
    expects: { kind: 'failed-operation', fails: 'later' },
    service: changesFail('always', fault.succeedSlowly(500, { fails: true })),
  },
  {
    name: 'another-writer',
    title: 'somebody else opens a port between its read and its write',
    expects: { kind: 'race', others: OTHERS_TEXT },
    service: () => ({ instances: [INSTANCE] }),
    arrange: openOthersMeanwhile,
  },
  {
    name: 'stale-read',
    title: 'its first read is one change old',
    expects: { kind: 'race', others: OTHERS_TEXT },
    service: failing(1, ON_READS, { fault: 'staleReply' }),
    arrange: openOthers,
  },
]
