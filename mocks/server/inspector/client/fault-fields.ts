import type { InspectorFacts } from '../facts.ts'
import { el, field, select } from './dom.ts'

/** A way to fail that somebody can choose in the form. */
export interface FaultChoice {
  readonly value: string
  readonly label: string
  readonly group: string
  /** Says what it does. */
  readonly hint: string
  /** Makes the fields of its own. */
  fields(): readonly FaultField[]
  /** True if its fields may stay empty: they are folded. */
  readonly areOptional: boolean
  /** The members that it has without any field. */
  readonly fixed: object
}

/** A field of a fault: a label, a control, and the member that it fills. */
export interface FaultField {
  readonly element: HTMLElement
  /** The member and its value; empty if the field is. */
  read(): object
}

function numberField(member: string, label: string, initial: string, isNeeded = true): FaultField {
  const input = el('input', { type: 'number', step: 'any', value: initial, required: isNeeded })
  return {
    element: field(label, input),
    read: () => (input.value === '' ? {} : { [member]: Number(input.value) }),
  }
}

function textField(member: string, label: string, initial: string, isNeeded = true): FaultField {
  const input = el('input', { value: initial, required: isNeeded, autocomplete: 'off' })
  return { element: field(label, input), read: () => (input.value === '' ? {} : { [member]: input.value }) }
}

function selectField(member: string, label: string, values: readonly string[]): FaultField {
  const control = select(values.map((value) => [value, value] as const))
  return { element: field(label, control), read: () => ({ [member]: control.value }) }
}

function checkField(member: string, label: string): FaultField {
  const input = el('input', { type: 'checkbox' })
  return { element: field(label, input), read: () => (input.checked ? { [member]: true } : {}) }
}

const NONE = (): readonly FaultField[] => []

/** The faults with fields of their own: a label, what it does, and the fields. */
const WITH_FIELDS: Readonly<
  Record<string, readonly [label: string, hint: string, fields: () => readonly FaultField[]]>
> = {
  delay: [
    'A late reply',
    'It is carried out, and the reply comes late.',
    () => [numberField('ms', 'Milliseconds', '2000')],
  ],
  neverAnswer: ['No reply at all', 'It is lost: nothing is carried out, and no reply ever comes.', NONE],
  reset: [
    'A connection that is reset',
    'Before it is carried out, during the reply, or after it.',
    () => [selectField('at', 'When', ['before', 'during', 'after'])],
  ],
  truncate: [
    'A reply that breaks off',
    'It is carried out, and the reply ends too early.',
    () => [numberField('bytes', 'Bytes that get through', '20')],
  ],
  trickle: [
    'A slow reply',
    'It is carried out, and the reply comes slowly.',
    () => [numberField('bytesPerSecond', 'Bytes a second', '50')],
  ],
  html: ['The HTML page of a proxy', 'Nothing is carried out.', () => [numberField('status', 'HTTP status', '502')]],
  contentType: [
    'Another content type',
    'The reply says that it is something else.',
    () => [textField('type', 'Content type', 'text/html')],
  ],
  clockSkew: [
    'A wrong date',
    "The reply's Date is off; above 0 it is ahead.",
    () => [numberField('seconds', 'Seconds', '900')],
  ],
  succeedSlowly: [
    'An operation that takes its time',
    'The ports change only when it has succeeded, on the clock of the mock.',
    () => [numberField('ms', 'Milliseconds', '30000'), checkField('fails', 'It fails in the end')],
  ],
}

/** The faults that have nothing to say but their name. */
const PLAIN: Readonly<Record<string, readonly [label: string, hint: string]>> = {
  commitThenDrop: ['Carried out, reply lost', 'The ports change, and the connection is reset before any reply.'],
  staleReply: ['A stale reply', 'The reply is that of one change ago.'],
  emptyBody: ['An empty body', 'The reply has no body.'],
  malformedJson: ['Half of the JSON', 'The reply has only half of its body.'],
  unknownError: ['An unknown error', "An error that the service's model does not have."],
  untypedError: ['An error without a type', 'An error whose body has no __type.'],
}

const ERROR_FIELDS = () => [
  textField('message', 'Message (empty: its own)', '', false),
  numberField('retryAfter', 'Retry-After in seconds (empty: none)', '', false),
  numberField('status', 'HTTP status (empty: its own)', '', false),
]

/** Lists all ways to fail. */
export function faultChoices({ errors, plainFaults }: InspectorFacts): readonly FaultChoice[] {
  const ofPut = errors.filter(({ documented }) => documented)
  const others = errors.filter(({ documented }) => !documented)
  const error =
    (group: string) =>
    (one: InspectorFacts['errors'][number]): FaultChoice => ({
      value: one.name,
      label: one.name,
      group,
      hint: one.meaning,
      fields: ERROR_FIELDS,
      areOptional: true,
      fixed: { error: one.name },
    })
  return [
    ...ofPut.map(error('Errors of PutInstancePublicPorts')),
    ...others.map(error('Errors of all AWS services')),
    ...Object.entries(WITH_FIELDS).map(([name, [label, hint, fields]]) => otherFault(name, label, hint, fields)),
    ...plainFaults.map((name) => otherFault(name, PLAIN[name]?.[0] ?? name, PLAIN[name]?.[1] ?? '', NONE)),
  ]
}

function otherFault(name: string, label: string, hint: string, fields: FaultChoice['fields']): FaultChoice {
  return { value: name, label, group: 'What else goes wrong', hint, fields, areOptional: false, fixed: { fault: name } }
}
