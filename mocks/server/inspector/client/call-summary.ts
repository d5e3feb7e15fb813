import { diffPorts, findLockOut } from '../../../world/port-difference.ts'
import { type CallGroup, isFailure, type StoredCall } from './call-store.ts'
import { bdi, el } from './dom.ts'
import { countName, timeName } from './words.ts'

/** Changed rules that a line names. */
const NAMED = 4
const SIGNS = { opened: '+', closed: '−', changed: '±' } as const

/** Draws the line of an invocation: when, what, where, how it ended, and what it did to the ports. */
export function callSummary({ calls }: CallGroup): HTMLElement {
  const newest = calls.at(-1)
  if (newest === undefined) return el('summary', {})
  const change = calls.findLast(({ ports }) => ports !== undefined)
  return el(
    'summary',
    {},
    el('span', { class: 'number' }, String(newest.number)),
    el('span', { class: 'time' }, timeName(newest.at)),
    el(
      'span',
      { class: 'operation' },
      newest.operation === '' ? 'no operation' : bdi(newest.operation),
      ' ',
      el(
        'span',
        { class: 'muted' },
        newest.instanceName !== '' && [bdi(shortName(newest.instanceName)), ' '],
        newest.region,
      ),
    ),
    el(
      'span',
      { class: 'outcome' },
      calls.length > 1 && el('span', { class: 'chip' }, countName(calls.length, 'try', 'tries')),
      outcomeMark(newest),
    ),
    el('span', { class: 'changes' }, change !== undefined && changeWords(change), faultMark(newest), typoMark(newest)),
  )
}

/** A name may be a megabyte of something else. */
function shortName(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name
}

/** Draws a mark that says how a call ended. It has a symbol besides its colour. */
export function outcomeMark(call: StoredCall): HTMLElement {
  const { status, error } = call.outcome
  const words = [status === 0 ? 'no reply' : String(status), error ?? ''].join(' ').trim()
  const kind = status === 0 ? 'lost' : isFailure(call) ? 'bad' : 'good'
  const symbol = kind === 'good' ? '✓' : kind === 'bad' ? '✗' : '∅'
  return el('span', { class: `mark ${kind}` }, el('span', { 'aria-hidden': 'true' }, symbol), ` ${words}`)
}

function changeWords({ ports }: StoredCall): (HTMLElement | string)[] {
  if (ports === undefined) return []
  const differences = diffPorts(ports.before, ports.after)
  const lockOut = findLockOut(ports.before, ports.after)
  const more = differences.length - NAMED
  return [
    ...(lockOut === undefined
      ? []
      : [el('span', { class: 'mark alarm' }, lockOut.isTotal ? 'Port 22 is closed' : 'Port 22 is closed for some')]),
    ...differences
      .slice(0, NAMED)
      .map(({ kind, name }) => el('span', { class: `change ${kind}` }, `${SIGNS[kind]}${name}`)),
    ...(more > 0 ? [el('span', { class: 'muted' }, `and ${more} more`)] : []),
  ]
}

function faultMark({ outcome: { fault } }: StoredCall): HTMLElement | undefined {
  return fault === undefined ? undefined : el('span', { class: 'chip fault' }, `fault: ${fault}`)
}

function typoMark({ unknownMembers }: StoredCall): HTMLElement | undefined {
  if (unknownMembers.length === 0) return undefined
  return el('span', { class: 'chip fault' }, `not in the model: ${shortName(unknownMembers.join(', '))}`)
}
