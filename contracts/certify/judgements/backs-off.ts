import { triesOf, waitsOf } from '../tries.ts'
import { type Finding, type JudgementRule, pass, warn } from './judgement.ts'
import { countOf } from './wording.ts'

/** Two tries that are closer than this, in milliseconds, have no wait between them. */
const NO_WAIT = 15
/** A timer may be early by a millisecond or two. */
const NEARLY = 0.95

export const backsOff: JudgementRule = {
  name: 'backs-off',
  title: 'it waits between its tries, and as long as Retry-After says',
  judge(observed) {
    const { expects } = observed.situation
    const waits = waitsOf(triesOf(observed))
    if (waits.length === 0) return undefined
    if (expects.kind === 'recovery' && expects.retryAfter !== undefined) return judgeWait(waits, expects.retryAfter)
    return expects.kind === 'refusal' && expects.isThrottling ? judgeWaits(waits) : undefined
  },
}

function judgeWait([first = 0]: readonly number[], retryAfter: number): Finding {
  return first >= NEARLY * retryAfter
    ? pass('it waited as long as Retry-After said')
    : warn(
        `it waited ${Math.round(first)} ms, and Retry-After said ${retryAfter} (the SDK for JavaScript waits as long, botocore does not)`,
      )
}

function judgeWaits(waits: readonly number[]): Finding {
  const average = waits.reduce((sum, wait) => sum + wait, 0) / waits.length
  return average >= NO_WAIT
    ? pass('it waited between its tries')
    : warn(
        `it tried ${countOf(waits.length + 1, 'time')} without a wait, as every other throttled caller does that moment`,
      )
}
