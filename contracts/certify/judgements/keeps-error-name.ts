import type { Observed } from '../observed.ts'
import { isAnswered } from '../tries.ts'
import { type Finding, fail, type JudgementRule, pass, warn } from './judgement.ts'
import { firstLineOf } from './wording.ts'

export const keepsErrorName: JudgementRule = {
  name: 'keeps-error-name',
  title: 'its errors can be told apart: by class, name, code, exit code or text',
  fix: 'Rethrow the error, or report its name: a caller has to tell a missing instance from a denied one.',
  judge(observed, { all }) {
    const error = errorOf(observed)
    if (error === undefined) return undefined
    const name = [error, ...(OTHER_NAMES[error] ?? [])].find((one) => observed.ended.allText.includes(one))
    if (name !== undefined) return pass(name === error ? `it says ${error}` : `it says ${name}. ${OLD_SDK}`)
    return judgeByOthers(observed, all)
  },
}

/** SDKs with @aws-sdk/core before 3.974.9 and the Go SDK of 2022 take the code of an error for its name. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = { NotFoundException: ['DoesNotExist'] }
const OLD_SDK = 'This is how its SDK names the error: SDKs before May 2026 take the code of an error for its name'

/** Finds the documented error that the consumer received and reported as a failure. */
function errorOf({ situation: { expects }, ended, exchanges }: Observed): string | undefined {
  if (expects.kind !== 'refusal' || !expects.isDocumented || ended.says !== 'failure') return undefined
  return exchanges.some((exchange) => exchange.error === expects.error && isAnswered(exchange))
    ? expects.error
    : undefined
}

function judgeByOthers(observed: Observed, all: readonly Observed[]): Finding | undefined {
  const own = errorOf(observed)
  const others = Map.groupBy(
    all.filter((one) => errorOf(one) !== own),
    (one) => errorOf(one),
  )
  others.delete(undefined)
  if (others.size === 0) return undefined
  const alike = [...others].filter(([, runs]) =>
    runs.some(({ ended }) => ended.fingerprint === observed.ended.fingerprint),
  )
  const names = alike.map(([name]) => name).join(', ')
  const how = `it ${firstLineOf(observed.ended.how)}`
  if (alike.length === 0) return pass(`${how}, as after no other error`)
  // A consumer whose errors all end alike has swallowed what the service said.
  return alike.length === others.size
    ? fail(`${how}, as after every other error (${names}): nothing says that it was ${own}`)
    : warn(`${how}, as after ${names}: nothing tells it from ${own}`)
}
