import type { InspectorFacts } from '../facts.ts'
import { callsView } from './calls-view.ts'
import { el } from './dom.ts'
import { entriesView } from './entries-view.ts'
import { explainView } from './explain-view.ts'
import { faultsView } from './faults-view.ts'
import { Inspector, type View, type ViewName } from './inspector.ts'
import { instancesView } from './instances-view.ts'
import { type LiveState, listenToMock } from './live.ts'
import { worldView } from './world-view.ts'

const MODES: Readonly<Record<InspectorFacts['mode'], string>> = {
  serve: 'Lightsail mock',
  replay: 'Lightsail replay',
  record: 'Lightsail recorder',
}

const LIVE: Readonly<Record<LiveState, string>> = {
  waiting: 'connecting …',
  live: 'live',
  lost: 'connection lost, trying again …',
}

const LABELS: Readonly<Record<ViewName, string>> = {
  instances: 'Instances',
  entries: 'Entries',
  calls: 'Calls',
  faults: 'Faults',
  world: 'World',
  explain: 'Explain',
}

function viewsOf(inspector: Inspector): ReadonlyMap<ViewName, View> {
  if (inspector.facts.mode === 'record') return new Map([['calls', callsView(inspector)]])
  if (inspector.facts.mode === 'replay') {
    return new Map([
      ['entries', entriesView(inspector)],
      ['calls', callsView(inspector)],
    ])
  }
  return new Map([
    ['instances', instancesView(inspector)],
    ['calls', callsView(inspector)],
    ['faults', faultsView(inspector)],
    ['world', worldView(inspector)],
    ['explain', explainView(inspector)],
  ])
}

/** Builds the page. */
function buildPage(): void {
  const facts = JSON.parse(document.getElementById('facts')?.textContent ?? '{}') as InspectorFacts
  const inspector = new Inspector(facts)
  const views = viewsOf(inspector)
  const links = new Map([...views.keys()].map((name) => [name, el('a', { href: `#${name}` }, LABELS[name])]))
  const live = el('span', { class: 'live waiting', role: 'status' }, LIVE.waiting)
  const title = MODES[facts.mode]
  document.title = `${title} ${location.host}`
  const main = el(
    'main',
    {},
    [...views.values()].map(({ element }) => element),
  )
  document.getElementById('page')?.replaceWith(
    el(
      'header',
      { class: 'top' },
      el('h1', {}, title, el('span', { class: 'muted' }, ` ${facts.title === '' ? location.host : facts.title}`)),
      live,
      el(
        'nav',
        { 'aria-label': 'Views' },
        el(
          'ul',
          { role: 'list' },
          [...links.values()].map((link) => el('li', {}, link)),
        ),
      ),
    ),
    main,
    inspector.status,
  )

  function open(shouldFocus: boolean): void {
    const [first = 'calls'] = views.keys()
    const wanted = location.hash.slice(1) as ViewName
    const current = views.has(wanted) ? wanted : first
    // The left and the right half of one picture, where there is room for both.
    const pair = views.size > 1 && (current === 'calls' || current === first) ? [first, 'calls'] : [current]
    main.className = pair.length > 1 ? 'pair' : ''
    for (const [name, view] of views) {
      show(view, name === current, pair.includes(name))
      mark(links.get(name), name === current)
    }
    if (shouldFocus) views.get(current)?.element.querySelector<HTMLElement>('h2')?.focus()
  }

  addEventListener('hashchange', () => open(true))
  open(false)
  listenToMock(inspector, (state) => {
    live.className = `live ${state}`
    live.textContent = LIVE[state]
  })
}

function show({ element, render }: View, isCurrent: boolean, isVisible: boolean): void {
  element.classList.toggle('current', isCurrent)
  element.hidden = !isVisible
  if (isVisible) render()
}

function mark(link: HTMLElement | undefined, isCurrent: boolean): void {
  if (isCurrent) link?.setAttribute('aria-current', 'page')
  else link?.removeAttribute('aria-current')
}

buildPage()
