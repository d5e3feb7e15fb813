import { api } from './api.ts'
import { callDetails, saveHar } from './call-details.ts'
import type { CallFilter, CallGroup } from './call-store.ts'
import { callSummary } from './call-summary.ts'
import { arrange, button, el, field, select } from './dom.ts'
import type { Inspector, View } from './inspector.ts'
import { countName } from './words.ts'

/** Calls that are shown at first, and that are added each time. */
const SHOWN = 100
/** The list is drawn at most as often as this many milliseconds, however many calls come. */
const BETWEEN_DRAWINGS = 250

/** A line that is on the page, and how many tries it was drawn from. */
interface Line {
  readonly item: HTMLElement
  readonly box: HTMLDetailsElement
  readonly newest: number
}

/** Shows the calls, live, newest first. */
export function callsView(inspector: Inspector): View {
  let shown = SHOWN
  let isPaused = false
  let isDue = false
  let unseen = 0
  const lines = new Map<string, Line>()
  const list = el('ol', { class: 'calls', role: 'list' })
  const operation = select(
    [['', 'All operations'], ...inspector.facts.operations.map((name) => [name, name] as const)],
    { change: () => render() },
  )
  const instance = el('input', { type: 'search', autocomplete: 'off', spellcheck: 'false', input: () => render() })
  const errorsOnly = el('input', { type: 'checkbox', id: 'errors-only', change: () => render() })
  const pause = button('Pause', () => setPaused(!isPaused), { 'aria-pressed': 'false' })
  const count = el('p', { class: 'muted' })
  const empty = el('p', { class: 'empty' })
  const more = button('Show older calls', () => {
    shown += SHOWN
    render()
  })

  function filter(): CallFilter {
    return { operation: operation.value, instance: instance.value.trim(), errorsOnly: errorsOnly.checked }
  }

  function setPaused(paused: boolean): void {
    isPaused = paused
    pause.setAttribute('aria-pressed', String(paused))
    if (!paused) render()
    pause.textContent = label()
  }

  function label(): string {
    if (!isPaused) return 'Pause'
    return unseen === 0 ? 'Continue' : `Continue (${unseen.toLocaleString('en')} new)`
  }

  /** A call has come: it is drawn soon, unless the list is held. */
  function schedule(): void {
    unseen += 1
    if (isPaused) {
      pause.textContent = label()
      return
    }
    if (isDue) return
    isDue = true
    setTimeout(() => {
      isDue = false
      if (isPaused) pause.textContent = label()
      else render()
    }, BETWEEN_DRAWINGS)
  }

  function render(): void {
    const { groups, total } = inspector.calls.newest(filter(), shown)
    arrange(list, groups.map(lineOf))
    const keys = new Set(groups.map(({ key }) => key))
    for (const key of [...lines.keys()]) if (!keys.has(key)) lines.delete(key)
    more.hidden = total <= groups.length
    count.textContent =
      groups.length < total ? `${groups.length} of ${countName(total, 'line')}` : countName(total, 'line')
    empty.hidden = total > 0
    empty.textContent = inspector.calls.length === 0 ? NO_CALLS : 'No call is like that. Change the filters above.'
    unseen = 0
  }

  /** Returns the line of an invocation. An open line stays as it is; a closed one is drawn anew when another try has come. */
  function lineOf(group: CallGroup): HTMLElement {
    const newest = group.calls.at(-1)?.number ?? 0
    const before = lines.get(group.key)
    if (before !== undefined && (before.newest === newest || before.box.open)) return before.item
    const box = el('details', { toggle: () => toggled(box, group) }, callSummary(group))
    const item = el('li', {}, box)
    lines.set(group.key, { item, box, newest })
    return item
  }

  /** The details are drawn when they are opened: of most calls nobody opens them. */
  function toggled(box: HTMLDetailsElement, group: CallGroup): void {
    box.querySelector('.details')?.remove()
    if (!box.open) return
    box.append(callDetails(group, inspector))
    // The list stands still while somebody reads.
    if (!isPaused) setPaused(true)
  }

  inspector.on('calls', schedule)
  return {
    render,
    element: el(
      'section',
      { id: 'calls', 'aria-labelledby': 'calls-title' },
      el('h2', { id: 'calls-title', tabindex: -1 }, 'Calls'),
      el(
        'div',
        { class: 'tools' },
        field('Operation', operation),
        field('Instance', instance),
        el('div', { class: 'check' }, errorsOnly, el('label', { for: 'errors-only' }, 'Errors only')),
        pause,
        count,
      ),
      empty,
      list,
      more,
      el(
        'div',
        { class: 'buttons' },
        button('Save all calls as a fixture (HAR)', () => void saveHar('session.har', inspector)),
        inspector.facts.mode !== 'record' && button('Forget the calls', () => void api.clearCalls()),
      ),
    ),
  }
}

const NO_CALLS =
  'No call has come yet. Point a program at this mock: set AWS_ENDPOINT_URL to the address of this page without /_mock/, and run it.'
