import { api, reasonOf } from './api.ts'
import { button, el, field, pretty, select } from './dom.ts'
import type { Inspector, View } from './inspector.ts'
import { saveFile } from './save.ts'

/** Sets up account and Regions, moves the clock, and loads, saves and resets the world. */
export function worldView(inspector: Inspector): View {
  const problem = el('p', { class: 'problem', role: 'alert' })
  const now = el('p', {})
  const account = el('p', {})
  const regions = el('ul', { role: 'list', class: 'armed' })
  const region = select(inspector.facts.regions.map((one) => [one, one] as const))
  const by = el('input', { value: '5m', required: true, autocomplete: 'off' })
  const json = el('textarea', { rows: 12, spellcheck: 'false', class: 'code' })
  const file = el('input', { type: 'file', accept: '.json,application/json', change: () => void readFile() })

  async function run(action: () => Promise<unknown>, words: string): Promise<void> {
    problem.textContent = ''
    try {
      await action()
      inspector.announce(words)
      await refresh()
      await inspector.refreshInstances()
    } catch (error) {
      problem.textContent = reasonOf(error)
    }
  }

  async function refresh(): Promise<void> {
    const [world, clock] = await Promise.all([api.world(), api.clock()])
    now.textContent = `It is ${clock.now.replace('T', ' ').replace('Z', ' UTC')}.`
    account.textContent = setupWords(
      `The account ${world.account?.id ?? ''}`,
      world.account?.status,
      world.account?.until,
    )
    const inSetup = Object.entries(world.regions ?? {}).filter(([, { status }]) => status !== 'active')
    regions.replaceChildren(
      ...(inSetup.length === 0
        ? [el('li', { class: 'empty' }, 'Every Region is ready.')]
        : inSetup.map(([name, { status, until }]) => el('li', {}, setupWords(name, status, until)))),
    )
  }

  async function readFile(): Promise<void> {
    json.value = (await file.files?.[0]?.text()) ?? json.value
  }

  const setAccount = (status: string) => void run(() => api.setUp({ account: { status } }), `The account is ${status}.`)
  const setRegion = (status: string) =>
    void run(() => api.setUp({ regions: { [region.value]: { status } } }), `${region.value} is ${status}.`)
  const advance = (duration: string) =>
    void run(() => api.advanceClock(duration), `The clock was moved by ${duration}.`)
  const save = () =>
    void run(
      async () => saveFile('world.json', `${pretty(await api.world())}\n`, 'application/json'),
      'The world was saved.',
    )
  const load = (event: Event) => {
    event.preventDefault()
    void run(() => api.loadWorld(json.value), 'The world was loaded.')
  }
  const advanceBy = (event: Event) => {
    event.preventDefault()
    advance(by.value.trim())
  }

  inspector.on('world', () => {
    if (!element.hidden) refresh().catch(() => {})
  })
  const element = el(
    'section',
    { id: 'world', 'aria-labelledby': 'world-title' },
    el('h2', { id: 'world-title', tabindex: -1 }, 'World'),
    problem,
    el(
      'div',
      { class: 'columns' },
      el(
        'div',
        { class: 'panel' },
        el('h3', {}, 'Account and Regions'),
        account,
        el(
          'div',
          { class: 'buttons' },
          button('Put the account into set-up', () => setAccount('setup-in-progress')),
          button('Complete the set-up', () => setAccount('active')),
        ),
        field('Region', region),
        el(
          'div',
          { class: 'buttons' },
          button('Put the Region into set-up', () => setRegion('setup-in-progress')),
          button('Complete the set-up of the Region', () => setRegion('active')),
        ),
        regions,
      ),
      el(
        'form',
        { class: 'panel', submit: advanceBy, 'aria-label': 'Clock' },
        el('h3', {}, 'Clock'),
        now,
        el(
          'div',
          { class: 'buttons' },
          ['1m', '1h', '1d'].map((duration) => button(`+ ${duration}`, () => advance(duration))),
        ),
        field('Move it on by', by, 'Such as 500ms, 30s, 5m, 2h or 7d'),
        el('div', { class: 'buttons' }, el('button', {}, 'Move the clock')),
      ),
      el(
        'form',
        { class: 'panel', submit: load, 'aria-label': 'World as JSON' },
        el('h3', {}, 'World as JSON'),
        el('p', { class: 'muted' }, 'Without secret keys and session tokens. It is what --world FILE takes.'),
        el('div', { class: 'buttons' }, button('Save the world', save)),
        field('Load a file', file),
        field('World', json, 'Paste a world, such as {"instances":["web-1"]}'),
        el('div', { class: 'buttons' }, el('button', {}, 'Load it')),
      ),
      resetPanel((done) => void run(async () => api.reset().then(done), 'The world was reset.')),
    ),
  )
  return { element, render: () => void refresh().catch((error) => (problem.textContent = reasonOf(error))) }
}

function setupWords(what: string, status = 'active', until?: string): string {
  if (status === 'active') return `${what} is ready.`
  return `${what} is being set up${until === undefined ? '' : ` until ${until}`}: calls are refused.`
}

/** The first button asks once more: nothing that was done comes back. */
function resetPanel(reset: (done: () => void) => void): HTMLElement {
  const ask = button('Reset everything', () => turn(true))
  const yes = button('Yes, reset', () => reset(() => turn(false)), { class: 'danger' })
  const no = button('Keep it', () => turn(false))
  const turn = (isAsking: boolean) => {
    ask.hidden = isAsking
    yes.hidden = !isAsking
    no.hidden = !isAsking
    if (isAsking) no.focus()
    else ask.focus()
  }
  yes.hidden = true
  no.hidden = true
  return el(
    'div',
    { class: 'panel' },
    el('h3', {}, 'Reset'),
    el(
      'p',
      { class: 'muted' },
      'The world, the faults and the clock are as they were at the start, and all calls are forgotten.',
    ),
    el('div', { class: 'buttons' }, ask, yes, no),
  )
}
