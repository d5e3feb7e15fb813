import { api, type InstanceView, reasonOf } from './api.ts'
import { button, el, field, select } from './dom.ts'
import { statesOf } from './firewall.ts'
import type { Inspector } from './inspector.ts'
import { portLines, readPortLines } from './port-lines.ts'

/** A form that changes an instance, or deletes it. `close` takes the form away. */
export function instanceEditor(instance: InstanceView, inspector: Inspector, close: () => void): HTMLElement {
  const state = select(inspector.facts.states.map((one) => [one, one] as const))
  state.value = instance.state
  const tags = el('textarea', { rows: 2, spellcheck: 'false' }, tagLines(instance.tags))
  const ports = el('textarea', { rows: 5, spellcheck: 'false', class: 'code' }, portLines(statesOf(instance)))
  const problem = el('p', { class: 'problem', role: 'alert' })
  const run = async (action: () => Promise<unknown>, words: string) => {
    problem.textContent = ''
    try {
      await action()
      inspector.announce(words)
      close()
      await inspector.refreshInstances()
    } catch (error) {
      problem.textContent = reasonOf(error)
    }
  }
  const save = () =>
    api.changeInstance(instance, {
      state: state.value,
      tags: readTagLines(tags.value),
      ports: readPortLines(ports.value),
    })
  const submit = (event: Event) => {
    event.preventDefault()
    // A line that cannot be read is reported like a refusal of the mock.
    void run(async () => save(), `The instance ${instance.name} was changed.`)
  }
  return el(
    'form',
    { class: 'editor', submit, 'aria-label': `Edit ${instance.name}` },
    field('State', state),
    field('Tags', tags, 'One a line: key=value'),
    field('Ports', ports, 'One rule a line: 22/tcp 203.0.113.7/32. Without a source it is open to everybody.'),
    el(
      'div',
      { class: 'buttons' },
      el('button', { class: 'primary' }, 'Save'),
      button('Cancel', close),
      button(
        'Delete the instance',
        () => void run(() => api.deleteInstance(instance), `${instance.name} was deleted.`),
        {
          class: 'danger',
        },
      ),
    ),
    problem,
  )
}

function tagLines(tags: Readonly<Record<string, string>>): string {
  return Object.entries(tags)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n')
}

function readTagLines(text: string): Readonly<Record<string, string>> {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return Object.fromEntries(
    lines.map((line) => {
      const [key = '', ...value] = line.split('=')
      return [key.trim(), value.join('=').trim()]
    }),
  )
}
