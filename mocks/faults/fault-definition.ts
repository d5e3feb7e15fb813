import * as v from 'valibot'
import { readDefinition, strictObject } from '../definitions/definition.ts'
import { isErrorName, NO_SUCH_ERROR } from '../errors/index.ts'
import { LONGEST_WAIT } from '../world/clock.ts'
import { isOperationName, NO_SUCH_OPERATION, type OperationName } from '../world/operation-names.ts'
import { regionName } from '../world/world-json.ts'
import type { Fault } from './fault.ts'

/** The calls that a fault is for. Every member that is given has to fit. */
export interface FaultMatch {
  readonly operation?: OperationName | undefined
  readonly instanceName?: string | undefined
  readonly region?: string | undefined
}

/** A fault that waits: what happens, how often, and to which calls. */
export type FaultDefinition = Fault & {
  /** How many calls it is for. Default 1. */
  readonly times?: number | 'always' | undefined
  readonly when?: FaultMatch | undefined
}

/** HTTP has no fractions here. */
const WHOLE_SECONDS = 'is not a whole number of seconds from 0'
const between = (max: number, text: string) =>
  v.pipe(v.number(), v.finite(text), v.minValue(0, text), v.maxValue(max, text))
const script = {
  times: v.optional(
    v.custom<number | 'always'>(
      (times) => times === 'always' || (Number.isSafeInteger(times) && Number(times) > 0),
      'is not a whole number of calls from 1, or "always"',
    ),
  ),
  when: v.optional(
    strictObject({
      operation: v.optional(v.pipe(v.string(), v.check(isOperationName, NO_SUCH_OPERATION))),
      instanceName: v.optional(v.string()),
      region: v.optional(regionName),
    }),
  ),
}
const errorFault = strictObject({
  error: v.pipe(v.string(), v.check(isErrorName, NO_SUCH_ERROR)),
  message: v.optional(v.string()),
  code: v.optional(v.string()),
  docs: v.optional(v.string()),
  tip: v.optional(v.string()),
  status: v.optional(
    v.pipe(
      v.number(),
      v.check(
        (status) => Number.isInteger(status) && status >= 400 && status <= 599,
        'is not an HTTP status from 400 to 599',
      ),
    ),
  ),
  retryAfter: v.optional(v.pipe(between(Number.MAX_SAFE_INTEGER, WHOLE_SECONDS), v.integer(WHOLE_SECONDS))),
  ...script,
})
const transportFault = v.variant('fault', [
  v.strictObject({
    fault: v.literal('delay'),
    ms: between(LONGEST_WAIT, `is not a number of milliseconds from 0 to ${LONGEST_WAIT}`),
    ...script,
  }),
  v.strictObject({ fault: v.literal('neverAnswer'), ...script }),
])

/**
 * Reads a fault from JSON, e.g. `{ "error": "NotFoundException", "times": 2 }`.
 *
 * @param what and `at` say in the error what it is part of, and where
 * @throws {InvalidDefinitionError} naming what is wrong and what is possible
 */
export function readFaultDefinition(json: unknown, what = 'fault', at = ''): FaultDefinition {
  const named = typeof json === 'object' && json !== null && 'fault' in json
  // The schemas say of `error` that it is a string; the check in them has seen that it is a name of the catalogue.
  return (
    named ? readDefinition(transportFault, json, what, at) : readDefinition(errorFault, json, what, at)
  ) as FaultDefinition
}
