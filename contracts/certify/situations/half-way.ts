import { isReadOperation } from '../../../mocks/model/index.ts'
import { createVirtualClock, fault } from '../../../mocks/server/index.ts'
import type { Job } from '../job.ts'
import { failOperations } from './fail-operations.ts'
import {
  afterFirstChange,
  changesFail,
  expiringHalfWay,
  instanceOf,
  ON_READS,
  OTHERS_TEXT,
  openOthers,
  openOthersMeanwhile,
  otherChanges,
  watchCalls,
  worldWithFault,
} from './parts.ts'
import type { Situation } from './situation.ts'

/** The steps by which the clock moves on at each look of the consumer, and how long an operation takes, in milliseconds. */
const STEP = 250
const OPERATION = 500

/** Things that change while the consumer is at work: operations, other writers, credentials, the Region. */
export function halfWay(job: Job): Situation[] {
  const instances = [instanceOf(job)]
  return [
    {
      name: 'slow-reply',
      title: 'the reply to the first change takes 1.2 seconds',
      expects: { kind: 'late' },
      service: changesFail(job, 1, fault.delay(1200)),
    },
    {
      name: 'succeeds-slowly',
      title: 'a change is Started, and Succeeded at the second look after it',
      expects: { kind: 'late' },
      // The clock moves when the consumer looks: a verdict must not depend on the speed of the machine.
      service: () => ({ ...changesFail(job, 'always', fault.succeedSlowly(OPERATION))(), clock: createVirtualClock() }),
      arrange: moveClockAtReads,
    },
    {
      name: 'fails-slowly',
      title: 'a change is Started, and Failed at the second look after it',
      expects: { kind: 'failed-operation', fails: 'later' },
      service: () => ({
        ...changesFail(job, 'always', fault.succeedSlowly(OPERATION, { fails: true }))(),
        clock: createVirtualClock(),
      }),
      arrange: moveClockAtReads,
    },
    {
      name: 'fails-at-once',
      title: 'the operation in the reply to a change is Failed',
      expects: { kind: 'failed-operation', fails: 'at-once' },
      service: changesFail(job, 'always', fault.succeedSlowly(OPERATION, { fails: true })),
      wrap: failOperations,
    },
    {
      name: 'second-change-refused',
      title: 'the first change is carried out, and every other change is refused for good',
      expects: { kind: 'either', error: 'OperationFailureException' },
      service: worldWithFault(job, 'always', otherChanges, fault.error('OperationFailureException')),
    },
    {
      name: 'region-closes',
      title: 'after the first change the Region is being set up',
      expects: { kind: 'either', error: 'RegionSetupInProgressException' },
      service: worldWithFault(job, 'always', afterFirstChange, fault.error('RegionSetupInProgressException')),
    },
    {
      name: 'token-expires',
      title: 'after the first change the session token has expired, and fresh keys can be had',
      expects: { kind: 'either', error: 'ExpiredTokenException' },
      hasToken: true,
      isRefreshable: true,
      service: expiringHalfWay(job),
    },
    {
      name: 'refuses-at-first',
      title: 'the instance runs, and refuses the first five changes',
      expects: { kind: 'either', error: undefined },
      service: changesFail(job, 5, fault.error('OperationFailureException')),
    },
    {
      name: 'another-writer',
      title: 'somebody else opens a port between its read and its write',
      expects: { kind: 'race', others: OTHERS_TEXT },
      service: () => ({ instances }),
      arrange: (service) => openOthersMeanwhile(service, job),
    },
    {
      name: 'stale-read',
      title: 'its first read is one change old',
      expects: { kind: 'race', others: OTHERS_TEXT },
      service: worldWithFault(job, 1, () => ON_READS, { fault: 'staleReply' }),
      arrange: (service) => openOthers(service, job),
    },
    {
      name: 'two-at-once',
      title: 'the consumer is started twice at the same time, with the same job',
      expects: { kind: 'twice' },
      isTwice: true,
      service: () => ({ instances }),
    },
  ]
}

function moveClockAtReads(service: Parameters<NonNullable<Situation['arrange']>>[0]): void {
  watchCalls(service, (operation) => {
    if (isReadOperation(operation)) service.clock.advance(STEP)
  })
}
