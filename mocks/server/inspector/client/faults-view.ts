import type { FaultDefinition } from '../../../faults/fault-definition.ts'
import { api, reasonOf } from './api.ts'
import { bdi, button, el, field, select } from './dom.ts'
import { type FaultChoice, type FaultField, faultChoices } from './fault-fields.ts'
import type { Inspector, View } from './inspector.ts'
import { copyButton } from './save.ts'
import { asCode } from './take-home.ts'

/** Arms faults, and shows those that are armed. */
export function faultsView(inspector: Inspector): View {
  const armed = el('ul', { class: 'armed', role: 'list' })
  const code = el('div', { class: 'buttons' })
  let drawnFrom = ''

  async function refresh(): Promise<void> {
    const faults = await api.faults().catch(() => undefined)
    if (faults === undefined || JSON.stringify(faults) === drawnFrom) return
    drawnFrom = JSON.stringify(faults)
    armed.replaceChildren(
      ...(faults.length === 0
        ? [
            el(
              'li',
              { class: 'empty' },
              'No fault is armed: every call is carried out as it is. Arm one with the form.',
            ),
          ]
        : faults.map((fault, index) => armedItem(fault, index, refresh, inspector))),
    )
    code.replaceChildren(
      ...(faults.length === 0
        ? []
        : [
            copyButton('Copy as code for a test', () => asCode(faults), inspector),
            button('Take all away', () => void api.clearFaults().then(refresh)),
          ]),
    )
  }

  inspector.on('calls', () => void refreshSoon())
  inspector.on('world', () => void refreshSoon())
  let isDue = false
  async function refreshSoon(): Promise<void> {
    if (isDue || element.hidden) return
    isDue = true
    setTimeout(() => {
      isDue = false
      void refresh()
    }, 250)
  }

  const element = el(
    'section',
    { id: 'faults', 'aria-labelledby': 'faults-title' },
    el('h2', { id: 'faults-title', tabindex: -1 }, 'Faults'),
    el(
      'div',
      { class: 'columns' },
      faultForm(inspector, refresh),
      el('div', { class: 'panel' }, el('h3', {}, 'Armed'), armed, code),
    ),
  )
  return { element, render: () => void refresh() }
}

function armedItem(
  fault: FaultDefinition,
  index: number,
  refresh: () => Promise<void>,
  inspector: Inspector,
): HTMLElement {
  const { times = 1, probability, when, ...what } = fault as FaultDefinition & Readonly<Record<string, unknown>>
  const name = 'error' in what ? String(what.error) : 'fault' in what ? String(what['fault']) : 'several at once'
  const remove = () => {
    void api.removeFault(index).then(() => {
      inspector.announce(`${name} was taken away.`)
      return refresh()
    }, refresh)
  }
  return el(
    'li',
    {},
    el(
      'span',
      {},
      el('b', {}, bdi(name)),
      ` ${detailsOf(what)}`,
      el('span', { class: 'muted' }, oftenWords(times, probability), ', ', whenWords(when)),
    ),
    button('Take away', remove, { 'aria-label': `Take away ${name}` }),
  )
}

function detailsOf({ error: _error, fault: _fault, ...details }: Readonly<Record<string, unknown>>): string {
  const words = Object.entries(details).map(([name, value]) => `${name} ${JSON.stringify(value)}`)
  return words.length === 0 ? '' : `${words.join(', ')} `
}

function oftenWords(times: number | 'always', probability: number | undefined): string {
  const often = times === 'always' ? 'every call' : times === 1 ? 'the next call' : `the next ${times} calls`
  return probability === undefined ? often : `${often}, ${Math.round(probability * 100)} % of them`
}

function whenWords(when: FaultDefinition['when'] | string): string {
  if (when === undefined) return 'whatever it is'
  if (typeof when !== 'object') return 'that a function of a test picks'
  return Object.entries(when)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ')
}

/** The form that arms a fault. */
function faultForm(inspector: Inspector, refresh: () => Promise<void>): HTMLElement {
  const choices = faultChoices(inspector.facts)
  const what = el('select', { change: () => choose() }, optionGroups(choices))
  const hint = el('p', { class: 'hint' })
  const own = el('div', { class: 'fields' })
  let fields: readonly FaultField[] = []
  const operation = select([['', 'Any operation'], ...inspector.facts.operations.map((name) => [name, name] as const)])
  operation.value = inspector.facts.operations.includes('PutInstancePublicPorts') ? 'PutInstancePublicPorts' : ''
  const instance = el('input', { autocomplete: 'off', spellcheck: 'false', list: 'instance-names' })
  const names = el('datalist', { id: 'instance-names' })
  const attempt = el('input', { type: 'number', min: 1 })
  const often = select(
    [
      ['times', 'So many times'],
      ['always', 'Every time'],
      ['probability', 'Some of the times'],
    ],
    { change: () => chooseOften() },
  )
  const times = el('input', { type: 'number', min: 1, value: 1, required: true })
  const probability = el('input', { type: 'number', min: 0, max: 100, step: 'any', value: 50, required: true })
  const timesField = field('Times', times)
  const probabilityField = field('Per cent', probability)
  const problem = el('p', { class: 'problem', role: 'alert' })

  function choose(): void {
    const choice = choices.find(({ value }) => value === what.value)
    fields = choice?.fields() ?? []
    hint.textContent = choice?.hint ?? ''
    const elements = fields.map(({ element }) => element)
    own.replaceChildren(
      ...(choice?.areOptional === true ? [el('details', {}, el('summary', {}, 'What it says'), elements)] : elements),
    )
  }

  function chooseOften(): void {
    timesField.hidden = often.value !== 'times'
    probabilityField.hidden = often.value !== 'probability'
    times.disabled = timesField.hidden
    probability.disabled = probabilityField.hidden
  }

  function definition(): object {
    const when = {
      ...(operation.value !== '' && { operation: operation.value }),
      ...(instance.value.trim() !== '' && { instanceName: instance.value.trim() }),
      ...(attempt.value !== '' && { attempt: Number(attempt.value) }),
    }
    return {
      ...choices.find(({ value }) => value === what.value)?.fixed,
      ...Object.assign({}, ...fields.map((one) => one.read())),
      ...(often.value === 'times' ? { times: Number(times.value) } : {}),
      ...(often.value === 'always' ? { times: 'always' } : {}),
      ...(often.value === 'probability' ? { probability: Number(probability.value) / 100 } : {}),
      ...(Object.keys(when).length > 0 && { when }),
    }
  }

  async function arm(event: Event): Promise<void> {
    event.preventDefault()
    problem.textContent = ''
    try {
      await api.addFault(definition())
      inspector.announce(`${what.value} is armed.`)
      await refresh()
    } catch (error) {
      problem.textContent = reasonOf(error)
    }
  }

  inspector.on('instances', () => {
    names.replaceChildren(...inspector.instances.slice(0, 100).map(({ name }) => el('option', { value: name })))
  })
  what.value = 'ServiceException'
  choose()
  chooseOften()
  return el(
    'form',
    { class: 'panel', 'aria-label': 'Arm a fault', submit: (event) => void arm(event) },
    el('h3', {}, 'Arm a fault'),
    field('What goes wrong', what),
    hint,
    own,
    el(
      'fieldset',
      {},
      el('legend', {}, 'With which calls'),
      field('Operation', operation),
      field('Instance (empty: any)', instance),
      names,
      field('Try of an invocation (empty: any)', attempt),
    ),
    el('div', { class: 'fields' }, field('How often', often), timesField, probabilityField),
    el('div', { class: 'buttons' }, el('button', { class: 'primary' }, 'Arm it')),
    problem,
  )
}

function optionGroups(choices: readonly FaultChoice[]): HTMLElement[] {
  return [...Map.groupBy(choices, ({ group }) => group)].map(([label, members]) =>
    el(
      'optgroup',
      { label },
      members.map(({ value, label: name }) => el('option', { value }, name)),
    ),
  )
}
