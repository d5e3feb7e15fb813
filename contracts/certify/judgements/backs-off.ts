import { changesPorts } from '../../../mocks/model/index.ts'
import { isSameRequest, triesOf, waitsOf } from '../tries.ts'
import { type Context, type Finding, type JudgementRule, pass, warn } from './judgement.ts'
import { countOf } from './wording.ts'

/** Two tries that are closer than this, in milliseconds, have no wait between them. */
const NO_WAIT = 15
/** A timer may be early by a millisecond or two. */
const NEARLY = 0.95

export const backsOff: JudgementRule = {
  name: 'backs-off',
  title: 'it waits between its tries, and as long as Retry-After says',
  fix: 'Wait between two tries, longer each time and at random, and at least as long as Retry-After says.',
  judge(observed, context) {
    const { expects } = observed.situation
    const waits = waitsOf(observed, triesOf(observed))
    if (waits.length === 0) return undefined
    if (expects.kind === 'recovery' && expects.retryAfter !== undefined) return judgeWait(waits, expects.retryAfter)
    return expects.kind === 'refusal' && expects.isThrottling ? judgeWaits(waits, ownPauseOf(context)) : undefined
  },
}

function judgeWait([first = 0]: readonly number[], retryAfter: number): Finding {
  return first >= NEARLY * retryAfter
    ? pass('it waited as long as Retry-After said')
    : warn(
        `it waited ${Math.round(first)} ms, and Retry-After said ${retryAfter} (the SDK for JavaScript waits as long, botocore does not)`,
      )
}

/** Measures the pause that the consumer needs anyway between two different requests: on a busy machine it is long. */
function ownPauseOf({ all }: Context): number {
  const pauses = all.flatMap(({ exchanges }) =>
    exchanges.slice(1).flatMap((next, index) => {
      const last = exchanges[index]
      // Between two tries the consumer may wait on purpose, and also between two looks at an operation.
      const isOwn = last?.status === 200 && changesPorts(next.operation) && !isSameRequest(last, next)
      return isOwn ? [Math.max(0, next.at - last.endedAt)] : []
    }),
  )
  return medianOf(pauses)
}

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? 0
}

function judgeWaits(waits: readonly number[], ownPause: number): Finding {
  // The median: on a busy machine single pauses are longer than the consumer meant them.
  return medianOf(waits) >= Math.max(NO_WAIT, 2 * ownPause)
    ? pass('it waited between its tries')
    : warn(
        `it tried ${countOf(waits.length + 1, 'time')} without a wait, as every other throttled caller does that moment`,
      )
}
