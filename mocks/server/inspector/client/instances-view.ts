import { api, type InstanceView, reasonOf } from './api.ts'
import { arrange, bdi, button, el, field, select } from './dom.ts'
import { firewall } from './firewall.ts'
import { type Inspector, keyOf, type View } from './inspector.ts'
import { instanceEditor } from './instance-editor.ts'
import { countName } from './words.ts'

/** Instances that are shown at first, and that are added each time. */
const SHOWN = 20

/** A card that is on the page, and the text that it was drawn from. */
interface Card {
  readonly element: HTMLElement
  readonly drawnFrom: string
}

/** Shows the instances, each with its firewall. */
export function instancesView(inspector: Inspector): View {
  let shown = SHOWN
  const cards = new Map<string, Card>()
  /** The instances that are being edited: they are not drawn anew meanwhile. */
  const edited = new Set<string>()
  const list = el('div', { class: 'cards' })
  const search = el('input', { type: 'search', autocomplete: 'off', spellcheck: 'false', input: () => render() })
  const count = el('p', { class: 'muted', role: 'status' })
  const more = button('Show more', () => {
    shown += SHOWN
    render()
  })

  function render(): void {
    const text = search.value.trim().toLowerCase()
    const fitting = inspector.instances.filter(({ name, region }) => `${name} ${region}`.toLowerCase().includes(text))
    const visible = fitting.slice(0, shown)
    const elements = visible.map(cardOf)
    for (const key of [...cards.keys()]) if (!visible.some((one) => keyOf(one) === key)) cards.delete(key)
    arrange(list, elements)
    more.hidden = fitting.length <= shown
    count.textContent = countText(fitting.length, visible.length)
  }

  function countText(fitting: number, visible: number): string {
    if (!inspector.isLoaded) return 'Asking for the instances …'
    if (inspector.instances.length === 0) return 'There is no instance. Add one below, or load a world.'
    if (fitting === 0) return 'No instance has that in its name or its Region.'
    return visible < fitting ? `${visible} of ${countName(fitting, 'instance')}` : countName(fitting, 'instance')
  }

  function cardOf(instance: InstanceView): HTMLElement {
    const key = keyOf(instance)
    const last = inspector.lastChanges.get(key)
    const drawnFrom = `${JSON.stringify(instance)} ${last?.number}`
    const before = cards.get(key)
    if (before !== undefined && (before.drawnFrom === drawnFrom || edited.has(key))) return before.element
    const element = drawCard(instance)
    cards.set(key, { element, drawnFrom })
    return element
  }

  function drawCard(instance: InstanceView): HTMLElement {
    const key = keyOf(instance)
    const edit = button('Edit', () => open(), { 'aria-expanded': 'false', 'aria-label': `Edit ${instance.name}` })
    const place = el('div', {})
    const close = () => {
      edited.delete(key)
      cards.delete(key)
      render()
      cards.get(key)?.element.querySelector('button')?.focus()
    }
    const open = () => {
      if (edited.has(key)) {
        close()
        return
      }
      edited.add(key)
      edit.setAttribute('aria-expanded', 'true')
      const editor = instanceEditor(instance, inspector, close)
      place.replaceChildren(editor)
      editor.querySelector<HTMLElement>('select, textarea')?.focus()
    }
    return el(
      'article',
      { class: 'card', 'aria-label': instance.name },
      el(
        'header',
        {},
        el('h3', {}, bdi(instance.name)),
        stateMark(instance.state),
        el('span', { class: 'spacer' }),
        edit,
      ),
      facts(instance),
      firewall(instance, inspector.lastChanges.get(key)),
      place,
    )
  }

  inspector.on('instances', render)
  return {
    render,
    element: el(
      'section',
      { id: 'instances', 'aria-labelledby': 'instances-title' },
      el('h2', { id: 'instances-title', tabindex: -1 }, 'Instances'),
      el('div', { class: 'tools' }, field('Find an instance', search), count),
      list,
      more,
      adder(inspector),
    ),
  }
}

function stateMark(state: string): HTMLElement {
  const kind = state === 'running' ? 'good' : state === 'stopped' ? 'quiet' : 'waiting'
  return el('span', { class: `mark ${kind}` }, state)
}

const IP_VERSIONS: Readonly<Record<string, string>> = {
  dualstack: 'IPv4 and IPv6',
  ipv4: 'IPv4 only',
  ipv6: 'IPv6 only',
}

function facts(instance: InstanceView): HTMLElement {
  const { publicIpAddress, privateIpAddress, ipv6Addresses, tags } = instance
  const addresses = [publicIpAddress, privateIpAddress, ...(ipv6Addresses ?? [])].filter(
    (one) => typeof one === 'string',
  )
  const versions = IP_VERSIONS[instance.ipAddressType] ?? instance.ipAddressType
  const rows: [string, (string | HTMLElement)[]][] = [
    ['Region', [instance.availabilityZone]],
    ['Addresses', addresses.length === 0 ? [versions] : [`${addresses.join(', ')} (${versions})`]],
    ['Blueprint', [bdi(instance.blueprintId)]],
    [
      'Tags',
      Object.entries(tags).map(([key, value]) =>
        el('span', { class: 'chip' }, bdi(value === '' ? key : `${key}=${value}`)),
      ),
    ],
  ]
  return el(
    'dl',
    { class: 'facts' },
    rows
      .filter(([, values]) => values.length > 0)
      .map(([name, values]) => el('div', {}, el('dt', {}, name), el('dd', {}, values))),
  )
}

/** A form that adds an instance. */
function adder(inspector: Inspector): HTMLElement {
  const name = el('input', { required: true, autocomplete: 'off', spellcheck: 'false' })
  const region = select(inspector.facts.regions.map((one) => [one, one] as const))
  const problem = el('p', { class: 'problem', role: 'alert' })
  const submit = async (event: Event) => {
    event.preventDefault()
    problem.textContent = ''
    try {
      await api.addInstance({ name: name.value, region: region.value })
      inspector.announce(`The instance ${name.value} was added.`)
      name.value = ''
      await inspector.refreshInstances()
    } catch (error) {
      problem.textContent = reasonOf(error)
    }
  }
  return el(
    'details',
    { class: 'adder' },
    el('summary', {}, 'Add an instance'),
    el(
      'form',
      { submit: (event) => void submit(event) },
      field('Name', name),
      field('Region', region),
      el('button', {}, 'Add'),
      problem,
    ),
  )
}
