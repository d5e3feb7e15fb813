import * as v from 'valibot'
import { anyObject, InvalidDefinitionError, readDefinition, strictObject } from '../definitions/definition.ts'
import { isErrorName, NO_SUCH_ERROR } from '../errors/index.ts'
import { isOperationName, NO_SUCH_OPERATION, type OperationName } from '../model/operation-names.ts'
import { LONGEST_WAIT } from '../runtime/clock.ts'
import { regionName } from '../world/region-name.ts'
import { type ErrorFault, type Fault, PLAIN_FAULTS, type SingleFault } from './fault.ts'
import { faultName } from './fault-plan.ts'
import type { FaultSubject } from './fault-subject.ts'

/** The calls that a fault is for. Every given member has to match. */
export interface FaultMatch {
  readonly operation?: OperationName | undefined
  readonly instanceName?: string | undefined
  readonly region?: string | undefined
  /** The ARN of the principal. */
  readonly principal?: string | undefined
  /** The number of the attempt within one SDK invocation, from 1. */
  readonly attempt?: number | undefined
}

/** A fault that waits for calls. */
export type FaultDefinition = Fault & {
  /** The number of calls that it is for. Default 1, and `always` with a probability. */
  readonly times?: number | 'always' | undefined
  /** The probability, from 0 to 1, that it happens to a matching call; the service's seed decides. Default 1. */
  readonly probability?: number | undefined
  /** The calls that it is for: all, those that match, or those that a function picks. */
  readonly when?: FaultMatch | ((call: FaultSubject) => boolean) | undefined
}

const WHOLE_SECONDS = 'is not a whole number of seconds from 0'
const numberBetween = (min: number, max: number, text: string) =>
  v.pipe(v.number(), v.finite(text), v.minValue(min, text), v.maxValue(max, text))
const milliseconds = numberBetween(0, LONGEST_WAIT, `is not a number of milliseconds from 0 to ${LONGEST_WAIT}`)
const whole = (min: number, max: number, text: string) => v.pipe(numberBetween(min, max, text), v.integer(text))
const ERROR_STATUS = 'is not an HTTP status from 400 to 599'
/** The value of a header. A line break would end the header. */
const headerText = v.pipe(v.string(), v.regex(/^[\x20-\x7e]{1,255}$/, 'is not a text for a header'))

const script = {
  times: v.optional(
    v.custom<number | 'always'>(
      (times) => times === 'always' || (Number.isSafeInteger(times) && Number(times) > 0),
      'is not a whole number of calls from 1, or "always"',
    ),
  ),
  probability: v.optional(numberBetween(0, 1, 'is not a probability from 0 to 1')),
  when: v.optional(
    v.lazy((given) =>
      typeof given === 'function'
        ? v.custom<(call: FaultSubject) => boolean>(() => true)
        : strictObject({
            operation: v.optional(v.pipe(v.string(), v.check(isOperationName, NO_SUCH_OPERATION))),
            instanceName: v.optional(v.string()),
            region: v.optional(regionName),
            principal: v.optional(v.string()),
            attempt: v.optional(whole(1, 1_000_000, 'is not the number of a try, from 1')),
          }),
    ),
  ),
}
const errorEntries = {
  error: v.pipe(v.string(), v.check(isErrorName, NO_SUCH_ERROR)),
  message: v.optional(v.string()),
  code: v.optional(v.string()),
  docs: v.optional(v.string()),
  tip: v.optional(v.string()),
  status: v.optional(whole(400, 599, ERROR_STATUS)),
  retryAfter: v.optional(whole(0, Number.MAX_SAFE_INTEGER, WHOLE_SECONDS)),
}

/** The members of each fault that has a name of its own. */
const ENTRIES: Readonly<Record<Exclude<SingleFault, ErrorFault>['fault'], v.ObjectEntries>> = {
  delay: {
    ms: v.lazy((given) =>
      typeof given === 'object'
        ? v.pipe(
            strictObject({ min: milliseconds, max: milliseconds }),
            v.check(({ min, max }) => min <= max, 'has a min above its max'),
          )
        : milliseconds,
    ),
  },
  neverAnswer: {},
  reset: { at: v.picklist(['before', 'during', 'after']) },
  truncate: { bytes: whole(0, 1_000_000, 'is not a whole number of bytes from 0') },
  trickle: { bytesPerSecond: numberBetween(0.001, 1_000_000_000, 'is not a number of bytes a second above 0') },
  html: { status: whole(400, 599, ERROR_STATUS) },
  contentType: { type: headerText },
  clockSkew: { seconds: whole(-3_000_000_000, 3_000_000_000, 'is not a whole number of seconds') },
  succeedSlowly: { ms: milliseconds, fails: v.optional(v.boolean()) },
  ...(Object.fromEntries(PLAIN_FAULTS.map((name) => [name, {}])) as Record<
    (typeof PLAIN_FAULTS)[number],
    v.ObjectEntries
  >),
}

/** The faults that have a name of their own. */
const FAULT_NAMES: readonly string[] = Object.keys(ENTRIES)
const NO_SUCH_FAULT = `is not a fault. Use one of ${FAULT_NAMES.join(', ')}, or an error of the catalogue as error`

function schemaOf(given: unknown, more: v.ObjectEntries): v.GenericSchema<unknown, unknown> {
  const name = typeof given === 'object' && given !== null && 'fault' in given ? given.fault : undefined
  if (name === undefined) return strictObject({ ...errorEntries, ...more })
  const entries = Object.hasOwn(ENTRIES, String(name)) ? ENTRIES[String(name) as keyof typeof ENTRIES] : undefined
  if (entries === undefined || typeof name !== 'string') {
    return v.pipe(anyObject, v.object({ fault: v.custom(() => false, NO_SUCH_FAULT) }))
  }
  return strictObject({ fault: v.literal(name), ...entries, ...more })
}

const composed = v.pipe(
  strictObject({ faults: v.array(v.lazy((given) => schemaOf(given, {}))), ...script }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const problem = contradictionIn(dataset.value.faults as readonly SingleFault[])
    if (problem !== undefined) addIssue({ message: problem })
  }),
)

/** The part of a call that each fault decides. Two faults of one call must not decide the same part. */
const DECIDES: Readonly<Record<string, string>> = {
  delay: 'when the reply comes',
  trickle: 'how fast it comes',
  neverAnswer: 'how it ends',
  reset: 'how it ends',
  truncate: 'how it ends',
  commitThenDrop: 'how it ends',
  html: 'what is answered',
  unknownError: 'what is answered',
  untypedError: 'what is answered',
  staleReply: 'what is answered',
  succeedSlowly: 'what is answered',
  emptyBody: 'what the body is',
  malformedJson: 'what the body is',
  contentType: 'the content type',
  clockSkew: 'the date',
}

function contradictionIn(faults: readonly SingleFault[]): string | undefined {
  if (faults.length === 0) return 'has no faults'
  const byPart = Map.groupBy(faults, (single) => DECIDES[faultName(single)] ?? 'what is answered')
  for (const [part, deciding] of byPart) {
    if (deciding.length > 1) return `cannot be combined: ${deciding.map(faultName).join(' and ')} both decide ${part}`
  }
  // A reply that never comes cannot be changed.
  const silent = faults.find(isSilent)
  const names = faults.map(faultName)
  if (names.includes('emptyBody') && (names.includes('truncate') || names.includes('reset'))) {
    return 'cannot be combined: an empty body cannot be cut off'
  }
  if (silent === undefined) return undefined
  const mayBe =
    faultName(silent) === 'neverAnswer' ? [] : faultName(silent) === 'reset' ? ['delay'] : ['delay', 'succeedSlowly']
  const idle = faults.find((single) => single !== silent && !mayBe.includes(faultName(single)))
  return (
    idle && `cannot be combined: with ${faultName(silent)} no reply comes, and ${faultName(idle)} changes the reply`
  )
}

function isSilent(single: SingleFault): boolean {
  if ('error' in single) return false
  return (
    single.fault === 'neverAnswer' ||
    single.fault === 'commitThenDrop' ||
    (single.fault === 'reset' && single.at === 'before')
  )
}

/**
 * Reads a fault from JSON, e.g. `{ "error": "NotFoundException", "times": 2 }`. A text is the name of an error, or of a
 * fault that needs no other member.
 *
 * @param what the definition that it is part of, for the error
 * @param at its path in there, for the error
 * @throws {InvalidDefinitionError} naming the problem and the possible values
 */
export function readFaultDefinition(json: unknown, what = 'fault', at = ''): FaultDefinition {
  if (typeof json === 'string') return readFaultDefinition(fromName(json, what, at), what, at)
  const isComposed = typeof json === 'object' && json !== null && 'faults' in json
  // In the schemas `error` is a string; a check in them makes sure that the catalogue has it.
  return readDefinition(isComposed ? composed : schemaOf(json, script), json, what, at) as FaultDefinition
}

function fromName(name: string, what: string, at: string): object {
  if (isErrorName(name)) return { error: name }
  if (name === 'neverAnswer' || PLAIN_FAULTS.some((plain) => plain === name)) return { fault: name }
  const problem = FAULT_NAMES.includes(name) ? 'needs more members than its name: give it as an object' : NO_SUCH_ERROR
  throw new InvalidDefinitionError(what, [`${at === '' ? '' : `${at}: `}${JSON.stringify(name)} ${problem}`])
}
