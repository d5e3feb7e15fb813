import { findLockOut, type RuleDifference } from '../../../world/port-difference.ts'
import type { InstancePortState } from '../../../world/port-state.ts'
import { bdi, el } from './dom.ts'
import { purposeOf, sourceNames } from './words.ts'

const SIGNS = { opened: '+', closed: '−', changed: '±' } as const
const VERBS = { opened: 'opened', closed: 'closed', changed: 'changed' } as const

/** Draws what a call did to the rules, a line a rule. */
export function differenceList(differences: readonly RuleDifference[]): HTMLElement {
  return el('ul', { class: 'differences', role: 'list' }, differences.map(differenceItem))
}

function differenceItem(rule: RuleDifference): HTMLElement {
  const purpose = purposeOf(rule)
  return el(
    'li',
    { class: rule.kind },
    el('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[rule.kind]),
    el('span', {}, el('b', {}, rule.name), purpose !== '' && ` ${purpose}`, ` ${VERBS[rule.kind]}`, sourcesPart(rule)),
  )
}

function sourcesPart({ kind, added, removed }: RuleDifference): HTMLElement {
  const words = [
    added.length > 0 && `${kind === 'opened' ? 'for' : 'also for'} ${sourceNames(added).join(', ')}`,
    removed.length > 0 && `${kind === 'closed' ? 'was for' : 'no more for'} ${sourceNames(removed).join(', ')}`,
  ].filter((part) => part !== false)
  return el('span', { class: 'muted' }, `, ${words.join('; ')}`)
}

/** Says who was locked out of port 22, so that nobody overlooks it; nothing if nobody was. */
export function lockOutAlarm(
  before: readonly InstancePortState[],
  after: readonly InstancePortState[],
  by: string,
): HTMLElement | undefined {
  const lockOut = findLockOut(before, after)
  if (lockOut === undefined) return undefined
  const who = lockOut.isTotal
    ? 'Nobody reaches SSH on this instance any more.'
    : `SSH does not let in any more: ${sourceNames(lockOut.sources).join(', ')}.`
  return el(
    'p',
    { class: 'alarm' },
    el('b', {}, lockOut.isTotal ? 'Port 22 is closed.' : 'Port 22 is closed for some.'),
    ' ',
    bdi(`${who} ${by}`),
  )
}
