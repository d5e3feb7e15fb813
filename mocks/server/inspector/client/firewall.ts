import { ANY_IPV4, ANY_IPV6 } from '../../../world/any-address.ts'
import {
  diffPorts,
  nameOfState,
  type RuleDifference,
  SSH_PORT,
  sourcesReaching,
} from '../../../world/port-difference.ts'
import type { InstancePortState } from '../../../world/port-state.ts'
import type { InstanceView } from './api.ts'
import { lockOutAlarm } from './difference-list.ts'
import { el } from './dom.ts'
import type { LastChange } from './inspector.ts'
import { purposeOf, sourceName } from './words.ts'

/** The rules of an instance as GetInstancePortStates reads them back. */
export function statesOf({ ports }: InstanceView): readonly InstancePortState[] {
  return ports.map(({ protocol = '', fromPort = 0, toPort = 0, cidrs = [], ipv6Cidrs = [], cidrListAliases = [] }) => ({
    fromPort,
    toPort,
    protocol: (protocol === 'all' ? '-1' : protocol) as InstancePortState['protocol'],
    state: 'open',
    cidrs: [...cidrs],
    ipv6Cidrs: [...ipv6Cidrs],
    cidrListAliases: [...cidrListAliases],
  }))
}

/** Draws the firewall of an instance: a row a rule, with what the last call changed. */
export function firewall(instance: InstanceView, last: LastChange | undefined): HTMLElement {
  const states = statesOf(instance)
  const by = last === undefined ? '' : `Call ${last.number}, ${last.operation}, did that.`
  const differences = last === undefined ? [] : diffPorts(last.ports.before, last.ports.after)
  const closed = differences.filter(
    ({ kind, name }) => kind === 'closed' && !states.some((one) => nameOfState(one) === name),
  )
  const alarm = last && lockOutAlarm(last.ports.before, states, by)
  return el(
    'div',
    { class: 'firewall' },
    alarm ?? (sourcesReaching(SSH_PORT, states).length === 0 && el('p', { class: 'note' }, 'Port 22 (SSH) is closed.')),
    states.length === 0 && closed.length === 0
      ? el('p', { class: 'empty' }, 'Nothing is open. A PutInstancePublicPorts, or Edit, opens ports.')
      : el(
          'table',
          {},
          el('caption', { class: 'unseen' }, `Open ports of ${instance.name}`),
          el(
            'thead',
            {},
            el(
              'tr',
              {},
              ['Port', 'From IPv4', 'From IPv6'].map((name) => el('th', { scope: 'col' }, name)),
            ),
          ),
          el(
            'tbody',
            {},
            states.map((state) => openRow(state, differences, last)),
            closed.map((rule) => closedRow(rule, last)),
          ),
        ),
  )
}

function openRow(
  state: InstancePortState,
  differences: readonly RuleDifference[],
  last: LastChange | undefined,
): HTMLElement {
  const name = nameOfState(state)
  const difference = differences.find((one) => one.name === name && one.kind !== 'closed')
  const isSsh = name === '22/tcp'
  return el(
    'tr',
    { class: [difference?.kind ?? '', isSsh ? 'ssh' : ''].join(' ').trim() },
    el(
      'th',
      { scope: 'row' },
      portName(name, state),
      difference !== undefined && changeMark(difference.kind === 'opened' ? 'opened' : 'changed', last),
    ),
    el('td', {}, sourcesCell([...state.cidrs, ...state.cidrListAliases])),
    el('td', {}, sourcesCell(state.ipv6Cidrs)),
  )
}

function closedRow(rule: RuleDifference, last: LastChange | undefined): HTMLElement {
  const isIpv6 = (source: string) => source.includes(':')
  return el(
    'tr',
    { class: `closed${rule.name === '22/tcp' ? ' ssh' : ''}` },
    el('th', { scope: 'row' }, portName(rule.name, rule), changeMark('closed', last)),
    el('td', {}, sourcesCell(rule.removed.filter((source) => !isIpv6(source)))),
    el('td', {}, sourcesCell(rule.removed.filter(isIpv6))),
  )
}

function portName(name: string, rule: Parameters<typeof purposeOf>[0]): HTMLElement {
  const purpose = purposeOf(rule)
  return el(
    'span',
    { class: 'port' },
    el('span', { class: 'name' }, name),
    purpose !== '' && el('span', { class: 'purpose' }, purpose),
  )
}

function changeMark(word: string, last: LastChange | undefined): HTMLElement {
  return el('span', { class: 'change' }, `${word} by call ${last?.number ?? ''}`)
}

/** Sources that are shown at once. */
const SHOWN = 6

function sourcesCell(sources: readonly string[]): HTMLElement {
  if (sources.length === 0) return el('span', { class: 'nobody' }, 'nobody')
  const chip = (source: string) =>
    el('span', { class: source === ANY_IPV4 || source === ANY_IPV6 ? 'chip everybody' : 'chip' }, sourceName(source))
  const more = sources.slice(SHOWN)
  return el(
    'span',
    { class: 'chips' },
    sources.slice(0, SHOWN).map(chip),
    more.length > 0 && el('details', {}, el('summary', {}, `${more.length} more`), more.map(chip)),
  )
}
