import { backsOff } from './backs-off.ts'
import { closesNothingElse } from './closes-nothing-else.ts'
import { givesUp } from './gives-up.ts'
import { idempotent } from './idempotent.ts'
import type { JudgementRule } from './judgement.ts'
import { keepsErrorName } from './keeps-error-name.ts'
import { lockOut } from './lock-out.ts'
import { lostUpdate } from './lost-update.ts'
import { noOtherOperation } from './no-other-operation.ts'
import { noSecret } from './no-secret.ts'
import { otherInstances } from './other-instances.ts'
import { ports } from './ports.ts'
import { reportsFailure } from './reports-failure.ts'
import { reportsSuccess } from './reports-success.ts'
import { retriesNothingElse } from './retries-nothing-else.ts'
import { retriesWhatHelps } from './retries-what-helps.ts'
import { sameByEitherStatus } from './same-by-either-status.ts'
import { sendsARequest } from './sends-a-request.ts'
import { terminates } from './terminates.ts'

/** Everything that a consumer is judged by, in the order of the card. */
export const judgementRules: readonly JudgementRule[] = [
  terminates,
  sendsARequest,
  reportsSuccess,
  reportsFailure,
  keepsErrorName,
  sameByEitherStatus,
  retriesWhatHelps,
  retriesNothingElse,
  givesUp,
  backsOff,
  ports,
  lockOut,
  closesNothingElse,
  lostUpdate,
  otherInstances,
  idempotent,
  noSecret,
  noOtherOperation,
]
