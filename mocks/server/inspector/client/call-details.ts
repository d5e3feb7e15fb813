import type { Call } from '../../../engine/calls.ts'
import { behavioursOf } from '../../../engine/check-behaviours.ts'
import { diffPorts } from '../../../world/port-difference.ts'
import { api, reasonOf } from './api.ts'
import type { CallGroup, StoredCall } from './call-store.ts'
import { outcomeMark } from './call-summary.ts'
import { differenceList, lockOutAlarm } from './difference-list.ts'
import { bdi, button, type Child, codeBox, el, pretty, prettyText } from './dom.ts'
import type { Inspector } from './inspector.ts'
import { copyButton, saveFile } from './save.ts'
import { asAwsCli, asCurl } from './take-home.ts'
import { checkName, durationName, timeName } from './words.ts'

/** Draws all that is known of an invocation: of its newest try all, of the others how they ended. */
export function callDetails(group: CallGroup, inspector: Inspector): HTMLElement {
  const newest = group.calls.at(-1)
  if (newest === undefined) return el('div', {})
  const place = el('div', {})
  const show = (call: StoredCall) => place.replaceChildren(...oneCall(JSON.parse(call.json) as Call, inspector))
  show(newest)
  return el('div', { class: 'details' }, group.calls.length > 1 && triesPart(group, show), place)
}

function triesPart({ calls }: CallGroup, show: (call: StoredCall) => void): HTMLElement {
  const buttons = calls.map((call, index) => {
    const before = calls[index - 1]
    const wait = before === undefined ? '' : `, ${durationName(call.at - before.at)} later`
    return button(
      [`Try ${call.attempt ?? index + 1}${wait} `, outcomeMark(call)],
      () => {
        for (const one of buttons) one.setAttribute('aria-pressed', String(one === buttons[index]))
        show(call)
      },
      { class: 'try', 'aria-pressed': String(index === calls.length - 1) },
    )
  })
  return el(
    'div',
    {},
    el('h3', {}, `${calls.length} tries of one invocation`),
    el('div', { class: 'buttons' }, buttons),
  )
}

function oneCall(call: Call, inspector: Inspector): HTMLElement[] {
  const { outcome, unknownMembers } = call
  return [
    changesPart(call),
    outcome.error === undefined ? undefined : refusalPart(call),
    call.authorization === undefined ? undefined : decisionOf(call, inspector),
    outcome.fault === undefined
      ? undefined
      : part('Fault', el('p', {}, 'A fault that was armed happened to it: ', el('b', {}, outcome.fault), '.')),
    unknownMembers.length === 0
      ? undefined
      : part(
          'Not in the model',
          el('p', { class: 'note' }, 'The service ignores these members. A typo? ', bdi(unknownMembers.join(', '))),
        ),
    bodiesOf(call),
    factsOf(call),
    takeHome(call, inspector),
  ].filter((one) => one !== undefined)
}

function part(title: string, ...children: readonly Child[]): HTMLElement {
  return el('div', { class: 'part' }, el('h3', {}, title), children)
}

function changesPart({ ports, outcome }: Call): HTMLElement {
  if (ports === undefined) {
    return part(
      'Ports',
      el(
        'p',
        { class: 'muted' },
        outcome.error === undefined ? 'It changed no port.' : 'It was refused, and changed no port.',
      ),
    )
  }
  const differences = diffPorts(ports.before, ports.after)
  return part(
    'Ports',
    lockOutAlarm(ports.before, ports.after, ''),
    differences.length === 0
      ? el('p', { class: 'muted' }, 'Only the order of the rules is another.')
      : differenceList(differences),
  )
}

function refusalPart({ outcome }: Call): HTMLElement {
  const rules = behavioursOf(outcome)
  return part(
    outcome.check === undefined ? 'Error' : 'Refused',
    el(
      'p',
      {},
      el('b', {}, `${outcome.status === 0 ? 'no reply' : outcome.status} ${outcome.error}`),
      outcome.message === undefined ? '' : ': ',
      bdi(outcome.message ?? ''),
    ),
    outcome.tip !== undefined && outcome.tip !== '' && el('p', { class: 'muted' }, `Tip: ${outcome.tip}`),
    outcome.check !== undefined &&
      el('p', {}, 'The check that refused it: ', el('b', {}, checkName(outcome.check)), '.'),
    ruleList(rules),
  )
}

/** Lists rules of the simulation, and how each is known. */
export function ruleList(rules: ReturnType<typeof behavioursOf>): HTMLElement | undefined {
  if (rules.length === 0) return undefined
  return el(
    'ul',
    { class: 'rules' },
    rules.map(({ id, does, evidence, source }) =>
      el(
        'li',
        {},
        `${does} `,
        el('span', { class: `evidence ${evidence}` }, evidence),
        el('span', { class: 'muted' }, ` ${source} · ${id}`),
      ),
    ),
  )
}

const DECISIONS: Readonly<Record<string, string>> = {
  allowed: 'A policy allows it',
  explicitDeny: 'A policy denies it explicitly',
  implicitDeny: 'No policy allows it',
}

function decisionOf({ authorization, principal }: Call, inspector: Inspector): HTMLElement {
  const { decision = 'implicitDeny', statement, sid } = authorization ?? {}
  const place = el('div', {})
  if (statement !== undefined && inspector.facts.mode === 'serve') void showStatement(place, principal, statement)
  return part(
    'Policy',
    el(
      'p',
      {},
      `${DECISIONS[decision] ?? decision}`,
      statement !== undefined && [': ', el('b', {}, statement), sid !== undefined && [' (', bdi(sid), ')']],
      principal !== undefined && [', for ', bdi(principal)],
      '.',
    ),
    place,
  )
}

/** The statement itself stands in the world, which may have changed since then. */
async function showStatement(place: HTMLElement, principal: string | undefined, statement: string): Promise<void> {
  const [, policy = '', index = ''] = /^policies\[(\d+)\]\.Statement\[(\d+)\]$/.exec(statement) ?? []
  try {
    const { principals = [] } = await api.world()
    const found = principals.find(({ arn }) => arn === principal)?.policies?.[Number(policy)]
    const document = (typeof found === 'string' ? JSON.parse(found) : found) as
      | { readonly Statement?: unknown }
      | undefined
    const all = document?.Statement
    const one: unknown = Array.isArray(all) ? all[Number(index)] : all
    if (one !== undefined) place.replaceChildren(codeBox(pretty(one), 'The statement that decided'))
  } catch (error) {
    place.replaceChildren(el('p', { class: 'problem' }, reasonOf(error)))
  }
}

function bodiesOf({ input, reply, outcome }: Call): HTMLElement {
  return el(
    'div',
    { class: 'bodies' },
    part(
      'Input',
      input === undefined
        ? el('p', { class: 'muted' }, 'It is not kept: it was no JSON, was not read, or had more than 64 KiB.')
        : codeBox(pretty(input), 'Input'),
    ),
    part(
      'Reply',
      reply === undefined
        ? el('p', { class: 'muted' }, 'It is not kept: it had more than 64 KiB, or is too old.')
        : reply === ''
          ? el('p', { class: 'muted' }, outcome.status === 0 ? 'There was none.' : 'Its body was empty.')
          : codeBox(prettyText(reply), 'Reply'),
    ),
  )
}

function factsOf(call: Call): HTMLElement {
  const rows: [string, string | undefined][] = [
    ['Call', String(call.number)],
    ['Time', `${timeName(call.at)} (${new Date(call.at).toISOString()})`],
    ['Region', call.region],
    ['Caller', call.principal],
    ['Request id', call.requestId],
    ['Invocation id', call.invocationId],
  ]
  return el(
    'dl',
    { class: 'facts' },
    rows.map(([name, value]) => value !== undefined && el('div', {}, el('dt', {}, name), el('dd', {}, bdi(value)))),
  )
}

function takeHome(call: Call, inspector: Inspector): HTMLElement {
  const canExplain =
    inspector.facts.mode === 'serve' && /^(?:Put|Open|Close)InstancePublicPorts$/.test(call.operation ?? '')
  return part(
    'Take it home',
    el(
      'div',
      { class: 'buttons' },
      copyButton('Copy as curl', () => asCurl(call, location.origin), inspector),
      copyButton('Copy as AWS CLI', () => asAwsCli(call, location.origin), inspector),
      button('Save as fixture (HAR)', () => void saveHar(`call-${call.number}.har`, inspector, call.number)),
      canExplain && button('Explain it now', () => explainNow(call, inspector)),
    ),
  )
}

function explainNow({ operation, region, input }: Call, inspector: Inspector): void {
  dispatchEvent(new CustomEvent('explain', { detail: { operation, region, input } }))
  inspector.go('explain')
}

/** Saves all calls, or the one of a number, as a fixture. */
export async function saveHar(name: string, inspector: Inspector, number?: number): Promise<void> {
  try {
    saveFile(name, await api.har(number), 'application/json')
    inspector.announce(`${name} was saved.`)
  } catch (error) {
    inspector.announce(reasonOf(error))
  }
}
