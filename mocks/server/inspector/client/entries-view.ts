import { api, type ReplayedEntry } from './api.ts'
import { codeBox, el, pretty } from './dom.ts'
import type { Inspector, View } from './inspector.ts'
import { countName } from './words.ts'

/** Shows the entries of a fixture that is replayed, and which of them were used. */
export function entriesView(inspector: Inspector): View {
  const list = el('ul', { class: 'entries', role: 'list' })
  const count = el('p', { class: 'muted', role: 'status' })
  let drawnFrom = ''
  let isDue = false

  async function refresh(): Promise<void> {
    const entries = await api.entries().catch(() => undefined)
    if (entries === undefined || JSON.stringify(entries) === drawnFrom) return
    drawnFrom = JSON.stringify(entries)
    const used = entries.filter((entry) => entry.used > 0).length
    count.textContent = `${used} of ${countName(entries.length, 'entry', 'entries')} used`
    list.replaceChildren(...entries.map(entryItem))
  }

  inspector.on('calls', () => {
    if (isDue) return
    isDue = true
    setTimeout(() => {
      isDue = false
      void refresh()
    }, 250)
  })
  return {
    render: () => void refresh(),
    element: el(
      'section',
      { id: 'entries', 'aria-labelledby': 'entries-title' },
      el('h2', { id: 'entries-title', tabindex: -1 }, 'Entries of the fixture'),
      count,
      list,
    ),
  }
}

function entryItem({ index, operation, input, status, used }: ReplayedEntry): HTMLElement {
  return el(
    'li',
    {},
    el(
      'details',
      {},
      el(
        'summary',
        {},
        el('span', { class: 'number' }, String(index)),
        el('span', { class: 'operation' }, operation ?? 'no operation', el('span', { class: 'muted' }, ` ${status}`)),
        el(
          'span',
          { class: `mark ${used > 0 ? 'good' : 'quiet'}` },
          used === 0 ? 'not used' : used === 1 ? '✓ used' : `✓ used ${used} times`,
        ),
      ),
      codeBox(pretty(input), `Input of entry ${index}`),
    ),
  )
}
