import type { KeptCall } from '../../engine/calls.ts'
import { printable, withoutCommands } from '../../protocol/printable.ts'
import { diffPorts } from '../../world/port-difference.ts'
import { toPortState } from '../../world/port-state.ts'
import { lockOutIn, ruleWords } from './port-words.ts'

/** A part of a line that has a colour of its own. */
export type LogPart = 'time' | 'operation' | 'success' | 'failure' | 'lost' | 'opened' | 'closed' | 'changed' | 'alarm'

/** Colours a part of a line, or leaves it as it is. */
export type Paint = (text: string, part: LogPart) => string

/** Messages are cut after so many characters. */
const MESSAGE_LENGTH = 300

/**
 * Writes a call as a line for people: when, what, on which instance, how it ended, and what it did to the ports.
 *
 * @example
 * 12:00:00.123  PutInstancePublicPorts  web-1 us-east-1  200  try 1  +443/tcp  -22/tcp (was 203.0.113.7/32)  PORT 22 IS CLOSED
 */
export function textLine(call: KeptCall, paint: Paint): string {
  const parts = [
    paint(timeOf(call.at), 'time'),
    paint(printable(call.operation ?? 'no operation'), 'operation'),
    placeOf(call),
    outcomeText(call, paint),
    ...(call.attempt === undefined ? [] : [`try ${call.attempt}`]),
    ...(call.principal === undefined ? [] : [`by ${principalText(call.principal)}`]),
    ...(call.outcome.fault === undefined ? [] : [`fault ${call.outcome.fault}`]),
    ...(call.unknownMembers.length === 0 ? [] : [`unknown ${printable(call.unknownMembers.slice(0, 3).join(' '))}`]),
    ...changeTexts(call, paint),
  ]
  return withoutCommands(parts.join('  '))
}

function timeOf(at: number): string {
  const date = new Date(at)
  const [hours, minutes, seconds] = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits)
  return `${hours}:${minutes}:${seconds}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

function placeOf({ instanceName, region }: KeptCall): string {
  return instanceName === undefined ? region : `${printable(instanceName.slice(0, 255))} ${region}`
}

function outcomeText({ outcome: { status, error, message = '' } }: KeptCall, paint: Paint): string {
  const words = error === undefined ? '' : ` ${error}`
  if (status === 0) return paint(`no reply${words}`, 'lost')
  if (status < 400) return paint(`${status}${words}`, 'success')
  const text = message === '' ? '' : `: ${printable(message.slice(0, MESSAGE_LENGTH))}`
  return paint(`${status}${words}`, 'failure') + text
}

/** `user/deploy`: an ARN without what is the same for all. */
function principalText(arn: string): string {
  return printable(arn.slice(arn.lastIndexOf(':') + 1))
}

function changeTexts({ rules }: KeptCall, paint: Paint): string[] {
  if (rules === undefined) return []
  const [before, after] = [rules.before.map(toPortState), rules.after.map(toPortState)]
  const alarm = lockOutIn(before, after)
  return [
    ...diffPorts(before, after).map((rule) => paint(ruleWords(rule), rule.kind)),
    ...(alarm === undefined ? [] : [paint(alarm, 'alarm')]),
  ]
}
