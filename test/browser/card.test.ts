import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Card, SituationResult } from '../../contracts/certify/card.ts'
import { htmlReport } from '../../contracts/certify/reports/html.ts'
import { REPOSITORY } from '../../mocks/runtime/index.ts'
import { budget } from '../support/budget.ts'
import { cardOf, exchange, LARGE, SAMPLE } from './sample-card.ts'
import { focused, follow, soon } from './wait.ts'

const ARGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]
const DESK = { width: 1280, height: 900 }
const PHONE = { width: 360, height: 740 }
/** The room on an A4 page in landscape. */
const SHEET = { width: 1047, height: 718 }

let browser: Browser
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-card-'))
  browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ARGS })
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true })
})

/** A card in a browser of its own, and what that has to say about it. */
class Opened implements AsyncDisposable {
  readonly page: Page
  readonly requests: string[] = []
  readonly log: string[] = []

  constructor(page: Page) {
    this.page = page
    page.on('request', (request) => this.requests.push(request.url()))
    page.on('console', (message) => this.log.push(message.text()))
    page.on('pageerror', (error) => this.log.push(error.message))
    page.on('dialog', (dialog) => {
      this.log.push(dialog.message())
      return dialog.dismiss()
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close()
  }
}

let files = 0
async function open(card: Card, options: BrowserContextOptions = {}): Promise<Opened> {
  files += 1
  const file = join(folder, `card-${files}.html`)
  await writeFile(file, htmlReport(card))
  const context = await browser.newContext({ viewport: DESK, ...options })
  context.setDefaultTimeout(budget(30_000))
  const opened = new Opened(await context.newPage())
  await opened.page.goto(pathToFileURL(file).href)
  return opened
}

// A closed box is not shown, so it is found by its text and not by its role.
const situation = (page: Page, name: string) =>
  page.locator('details.situation', { has: page.locator('h3').filter({ hasText: new RegExp(`^${name}$`) }) })
/** Shows the situations that passed, which are folded at first. */
const unfold = (page: Page) => page.getByRole('checkbox', { name: /^Hide \d+ situations? that passed$/ }).uncheck()
const markOf = (page: Page, row: string, name: string) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: row, exact: true }) })
    .getByRole('link', { name })

async function openAll(page: Page): Promise<void> {
  await page.locator('details').evaluateAll((boxes) => {
    for (const box of boxes) (box as HTMLDetailsElement).open = true
  })
}

/** Measures how far the page, and each visible text, goes beyond its box. Text that a box scrolls is within it. */
function overflowsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isSeen = (element: Element) =>
      element.checkVisibility({ contentVisibilityAuto: true }) && getComputedStyle(element).clipPath === 'none'
    const hides = (element: Element) => /hidden|clip|auto/.test(getComputedStyle(element).overflow)
    const beyond = [...document.querySelectorAll('body *')].filter((element) => {
      if (!isSeen(element) || element.closest('svg') !== null) return false
      const { left, right } = element.getBoundingClientRect()
      return left < 0 || right > innerWidth + 0.5 || (hides(element) && element.scrollWidth > element.clientWidth + 1)
    })
    const page = document.scrollingElement?.scrollWidth ?? Number.NaN
    return [...(page > innerWidth ? [`page: ${page}`] : []), ...beyond.map(({ outerHTML }) => outerHTML.slice(0, 120))]
  })
}

test('each situation is listed once: its details show only when they are opened', async () => {
  await using opened = await open(SAMPLE)
  const { page } = opened
  await unfold(page)
  expect(await page.getByText('commit-then-drop', { exact: true }).filter({ visible: true }).count()).toBe(1 + 2)
  expect(await page.locator('details.situation').filter({ visible: true }).count()).toBe(0)
  await page.getByRole('rowheader', { name: 'commit-then-drop' }).getByRole('link').click()
  await soon(() => page.locator('details.situation').filter({ visible: true }).count()).toBe(1)
})

test('situations that passed are folded at first, and the box says how many', async () => {
  await using opened = await open(SAMPLE)
  const { page } = opened
  const rows = () => page.getByRole('rowheader').count()
  const folded = SAMPLE.situations.length - (await rows())
  expect(folded).toBeGreaterThan(0)
  expect(await page.locator('.filter').textContent()).toContain(`Hide ${folded} situation`)
  await unfold(page)
  expect(await rows()).toBe(SAMPLE.situations.length)
})

describe('a mark', () => {
  test('opens the timeline of its situation below its row and takes the focus there', async () => {
    await using opened = await open(SAMPLE)
    const { page } = opened
    const box = situation(page, 'commit-then-drop')
    await soon(() => box.getAttribute('open')).toBeNull()
    await follow(page, () => markOf(page, 'commit-then-drop', 'lock-out: failed').click())
    await box.getByText('connection reset, no reply (200 was lost)').waitFor()
    await soon(() => focused(page).textContent()).toContain('SSH was closed')
    expect(await page.locator('details.situation[open]').count()).toBe(1)
    const top = await focused(page).evaluate((element) => element.getBoundingClientRect().top)
    expect(top).toBeGreaterThan(0)
    expect(top).toBeLessThan(DESK.height / 2)
  })

  test('opens again what was closed by hand', async () => {
    await using opened = await open(SAMPLE)
    const { page } = opened
    await unfold(page)
    const mark = markOf(page, 'calm', 'job-done: passed')
    const inside = situation(page, 'calm').locator('.inside')
    await follow(page, () => mark.click())
    await inside.waitFor()
    await page.locator('summary', { has: page.getByRole('heading', { name: 'calm' }) }).click()
    await inside.waitFor({ state: 'hidden' })
    await mark.click()
    await inside.waitFor()
    await soon(() => focused(page).textContent()).toContain('What was asked for is open.')
  })

  test('is told by its symbol and its name, and says its reason', async () => {
    await using opened = await open(SAMPLE)
    const { page } = opened
    await unfold(page)
    const marks = [
      ['calm', 'lock-out: passed', '✓', 'SSH stays open all the time.'],
      ['slow-service', 'retry-budget: failed', '✗', 'It tried 9 times in 4 s; 3 are enough.'],
      ['slow-service', 'ends-in-time: warned', '!', 'It ended 40 ms before its deadline.'],
      ['not-found', 'retry-budget: accepted', '(✓)', 'It tried 2 times, and no try can help.'],
    ] as const
    for (const [row, name, symbol, reason] of marks) {
      const mark = markOf(page, row, name)
      expect(await mark.locator('.symbol').textContent()).toBe(symbol)
      expect(await mark.getAttribute('title')).toBe(reason)
    }
  })
})

test.each([DESK, PHONE])('the grid is a table of rows and columns at $width pixels', async (viewport) => {
  await using opened = await open(SAMPLE, { viewport })
  await unfold(opened.page)
  const table = opened.page.getByRole('table', { name: 'Situations and judgements' })
  expect(await table.getByRole('columnheader').count()).toBe(2 + 8)
  expect(await table.getByRole('rowheader').count()).toBe(8)
  expect(await table.getByRole('cell').count()).toBe(8 * (1 + 8))
  const judged = SAMPLE.situations.flatMap(({ judgements }) => judgements).length
  expect(await table.getByRole('cell', { name: 'not judged' }).count()).toBe(8 * 8 - judged)
})

test('what failed and what is warned of stand at the top, by judgement and reason', async () => {
  await using opened = await open(SAMPLE)
  const failed = opened.page.getByRole('region', { name: 'Failures' })
  expect(await failed.locator('dt').allTextContents()).toEqual([
    'lock-out 1',
    'tells-the-truth 2',
    'retry-budget 1',
    'no-more-than-asked 1',
  ])
  expect(await failed.locator('dd').nth(1).textContent()).toMatch(/^Fix: Open ports with OpenInstancePublicPorts/)
  expect(await failed.locator('dd').nth(2).textContent()).toBe(
    'It reported a failure, and the ports were open. commit-then-drop, slow-service',
  )
  expect(await opened.page.getByRole('region', { name: 'Warnings' }).locator('dd').count()).toBe(2)
  expect(await opened.page.getByRole('region', { name: 'Accepted' }).locator('dd').count()).toBe(1)
})

test('a keyboard gets from a mark to its reason, to a body, and back', async () => {
  await using opened = await open(SAMPLE)
  const { page } = opened
  await markOf(page, 'commit-then-drop', 'job-done: passed').focus()
  await page.keyboard.press('Tab')
  await soon(() => focused(page).getAttribute('aria-label')).toBe('lock-out: failed')
  await follow(page, () => page.keyboard.press('Enter'))
  await soon(() => focused(page).textContent()).toContain('SSH was closed')
  await page.keyboard.press('Tab')
  await soon(() => focused(page).textContent()).toBe('request body of request 1')
  await page.keyboard.press('Enter')
  await situation(page, 'commit-then-drop').getByText('"instanceName": "web-1"').first().waitFor()
  await page.keyboard.press('Shift+Tab')
  await soon(() => focused(page).textContent()).toBe('Back to the grid')
  await follow(page, () => page.keyboard.press('Enter'))
  await soon(() => focused(page).textContent()).toBe('commit-then-drop')
  expect(await focused(page).evaluate((element) => element.closest('table') !== null)).toBe(true)
})

test('a box that scrolls is within reach of a keyboard', async () => {
  await using opened = await open(SAMPLE)
  const { page } = opened
  await openAll(page)
  const scrolled = await page.locator('pre').evaluateAll((boxes) => {
    return boxes.filter((box) => box.scrollHeight > box.clientHeight + 1).map((box) => box.tabIndex)
  })
  expect(scrolled.length).toBeGreaterThan(1)
  expect(scrolled.filter((tabIndex) => tabIndex !== 0)).toEqual([])
})

test('a page asks for nothing, and nothing in it is refused', async () => {
  await using opened = await open(SAMPLE)
  const { page, requests, log } = opened
  await openAll(page)
  await unfold(page)
  await markOf(page, 'calm', 'lock-out').click()
  await page.emulateMedia({ media: 'print' })
  await page.pdf()
  expect(requests).toEqual([page.url().replace(/#.*/, '')])
  expect(log).toEqual([])
})

test('the same card is the same page, and names no other but those of the judgements', () => {
  expect(htmlReport(structuredClone(SAMPLE))).toBe(htmlReport(SAMPLE))
  const page = htmlReport(SAMPLE)
  expect(page).not.toMatch(/src=|url\(|@import/)
  const links = [...page.matchAll(/href="([^"]*)"/g)].map(([, address = '']) => address)
  const pages = links.filter((address) => !address.startsWith('#'))
  expect(pages.length).toBeGreaterThan(0)
  expect(pages.filter((address) => !address.startsWith(`${REPOSITORY}/blob/main/docs/certificate/`))).toEqual([])
})

test.each([
  ['some situations', SAMPLE],
  ['many situations', LARGE],
])('a phone shows a card of %s without scrolling sideways, and large enough to read', async (_name, card) => {
  await using opened = await open(card, { viewport: PHONE, isMobile: true, hasTouch: true })
  const { page } = opened
  await unfold(page)
  await openAll(page)
  expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(PHONE.width)
  expect(await overflowsOf(page)).toEqual([])
  const sizes = await page.locator('body *').evaluateAll((all) => {
    const texts = all.filter((element) =>
      [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
    )
    return texts.map((element) => Number.parseFloat(getComputedStyle(element).fontSize))
  })
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12)
  const marks = await page.locator('.grid a.mark').evaluateAll((all) => all.map((mark) => mark.getBoundingClientRect()))
  expect(Math.min(...marks.flatMap(({ width, height }) => [width, height]))).toBeGreaterThanOrEqual(24)
})

test.each([700, 900, 1000, 1100, 1280, 1920])('a large card fits a window of %i pixels', async (width) => {
  await using opened = await open(LARGE, { viewport: { width, height: 900 } })
  expect(await overflowsOf(opened.page)).toEqual([])
})

test('dark mode has colours of its own', async () => {
  const colours = async (colorScheme: 'light' | 'dark') => {
    await using opened = await open(SAMPLE, { colorScheme })
    return await opened.page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.body)
      return { color, backgroundColor }
    })
  }
  const [light, dark] = [await colours('light'), await colours('dark')]
  expect(light.backgroundColor).toBe('rgb(255, 255, 255)')
  expect(dark.backgroundColor).not.toBe(light.backgroundColor)
  expect(dark.color).not.toBe(light.color)
})

/** The contrast of two colours, as WCAG has it. */
function contrast(...colours: readonly [string, string]): number {
  const luminances = colours.map((colour) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
      const share = Number(part) / 255
      return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  })
  return (Math.max(...luminances) + 0.05) / (Math.min(...luminances) + 0.05)
}

test.each(['light', 'dark'] as const)('bars and waits stand out in %s mode', async (colorScheme) => {
  await using opened = await open(SAMPLE, { colorScheme })
  const { page } = opened
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const strokes = await page.locator('.bar, .gap').evaluateAll((all) => all.map((one) => getComputedStyle(one).stroke))
  expect(new Set(strokes).size).toBe(4)
  expect(strokes.filter((stroke) => contrast(stroke, paper) < 3)).toEqual([])
})

describe('print', () => {
  test.each([SAMPLE, LARGE])('has the details of what is wanting, and clips nothing (%#)', async (card) => {
    await using opened = await open(card, { viewport: SHEET, colorScheme: 'dark' })
    const { page } = opened
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    const shown = await page.locator('details.situation .inside').evaluateAll((all) => {
      return all
        .filter(
          (one) => one.checkVisibility({ contentVisibilityAuto: true }) && one.getBoundingClientRect().height > 50,
        )
        .map((one) => one.ariaLabel)
    })
    const wanting = card.situations.filter(({ judgements }) =>
      judgements.some((one) => one.verdict !== 'pass' && !one.accepted),
    )
    expect(shown).toEqual(wanting.map(({ name }) => name))
    expect(await overflowsOf(page)).toEqual([])
    const boxes = await page.locator('pre').evaluateAll((all) => all.map((box) => box.scrollHeight - box.clientHeight))
    expect(Math.max(0, ...boxes)).toBeLessThanOrEqual(1)
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)')
  })

  test('has the grid as a table on paper in landscape', async () => {
    await using opened = await open(LARGE)
    const pdf = (await opened.page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const sheets = [...pdf.matchAll(/\/MediaBox \[0 0 (\d+)[\d.]* (\d+)/g)].map(([, width, height]) => [
      Number(width),
      Number(height),
    ])
    expect(new Set(sheets.map(String))).toEqual(new Set(['841,594']))
    // Rows that wrap at each letter would need three times as many.
    expect(sheets.length).toBeLessThan(20)
  })

  test('closes again what was opened for it', async () => {
    await using opened = await open(SAMPLE)
    const { page } = opened
    const count = () => page.locator('details[open]').count()
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    expect(await count()).toBe(4)
    await page.evaluate(() => dispatchEvent(new Event('afterprint')))
    expect(await count()).toBe(0)
  })
})

test('without JavaScript, a mark leads to its situation all the same', async () => {
  await using opened = await open(SAMPLE, { javaScriptEnabled: false })
  const { page } = opened
  await unfold(page)
  expect(await page.getByRole('row').count()).toBe(9)
  await markOf(page, 'commit-then-drop', 'lock-out: failed').click()
  await situation(page, 'commit-then-drop').getByText('200, broken off').waitFor()
  await page.getByRole('rowheader', { name: 'together' }).getByRole('link').click()
  await situation(page, 'together').getByText('Then nothing was open.').waitFor()
})

const HOSTILE = [
  '<script>hacked = 1; alert(1)</script>',
  '</style></script></pre></details></table></title>-->]]><svg onload=alert(2)>',
  '" onload="alert(3)" autofocus onfocus="alert(4)" x="\'><img src=x onerror=alert(5)>',
  'nul \0 bell \u0007 half \uD800 line \u2028',
  '\u202Eesrever\u202C \u2066 עברית العربية 👩‍👩‍👧‍👦',
  '&lt;b&gt; {{6}} {%7%}',
].join(' ')

function hostile(name: string): SituationResult {
  const long = `${HOSTILE}\n${'x'.repeat(100_000)}`
  return {
    name,
    title: HOSTILE,
    judgements: [
      { name: 'lock-out', verdict: 'fail', reason: HOSTILE },
      { name: 'lock-out', verdict: 'warn', reason: 'y'.repeat(2000) },
      { name: HOSTILE, verdict: 'pass', reason: HOSTILE },
    ],
    outcome: `rejected with ${long}`,
    duration: 0,
    exchanges: [
      exchange(0, 0, {
        operation: HOSTILE,
        error: 'E'.repeat(500),
        input: { [HOSTILE]: long },
        reply: long,
        ports: [HOSTILE],
      }),
    ],
    printed: `\n${long}`,
  }
}

test.each([DESK, PHONE])('hostile text is text at $width pixels', async (viewport) => {
  const card = { ...cardOf([hostile('same'), hostile('same'), hostile(HOSTILE)]), consumer: HOSTILE, job: HOSTILE }
  await using opened = await open(card, { viewport })
  const { page, requests, log } = opened
  await openAll(page)
  expect(await page.locator('script, style, img, [onload], [onerror], [onfocus], [autofocus]').count()).toBe(2)
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false)
  expect([log, requests.length]).toEqual([[], 1])
  expect(await page.locator('main > section').count()).toBe(3)
  expect(await page.locator('details.situation').count()).toBe(3)
  const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
  expect(await page.title()).toContain('<script>')

  const shown = HOSTILE.replace('\0', '␀').replace('\u0007', '␇').replace('\uD800', '�')
  const visible = shown.replace(
    /[\u202E\u202C\u2066]/g,
    (sign) => `[U+${sign.charCodeAt(0).toString(16).toUpperCase()}]`,
  )
  expect(await page.locator('h1').textContent()).toBe(visible)
  expect(await page.locator('pre').last().textContent()).toBe(`\n${visible}\n${'x'.repeat(100_000)}`)
  expect(await overflowsOf(page)).toEqual([])

  await page.locator('.grid a.fail').nth(1).click()
  await soon(() =>
    focused(page).evaluate((element) =>
      [...document.querySelectorAll('details.situation')].indexOf(element.closest('details') as Element),
    ),
  ).toBe(1)
})

test('a card without situations is a page', async () => {
  await using opened = await open(cardOf([]))
  expect(await opened.page.getByRole('row').count()).toBe(1)
  expect(opened.log).toEqual([])
})

describe.each(['light', 'dark'] as const)('axe finds nothing in %s mode', (colorScheme) => {
  test.each([
    ['a window', DESK],
    ['a phone', PHONE],
  ])('on %s', async (_name, viewport) => {
    await using opened = await open(SAMPLE, { colorScheme, viewport, bypassCSP: true })
    const { page } = opened
    await openAll(page)
    await page.addScriptTag({ content: axe.source })
    const found = await page.evaluate(async () => {
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
      const { violations, passes } = await (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: tags })
      return {
        violations: violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('\n')}`,
        ),
        passes: passes.map(({ id }) => id),
      }
    })
    expect(found.violations).toEqual([])
    expect(found.passes).toContain('color-contrast')
  })
})

test.each([DESK, PHONE])('bars and waits are to scale at $width pixels', async (viewport) => {
  await using opened = await open(SAMPLE, { viewport })
  const { page } = opened
  await openAll(page)
  for (const { name, duration, exchanges } of SAMPLE.situations) {
    const drawn = await situation(page, name)
      .locator('.bar, .gap')
      .evaluateAll((all) =>
        all.map((one) => {
          const track = one.closest('svg')?.getBoundingClientRect() ?? new DOMRect()
          const { left, width } = one.getBoundingClientRect()
          const part = (pixels: number) => pixels / track.width
          return { isBar: one.matches('.bar'), from: part(left - track.left), width: part(width), pixel: part(1) }
        }),
      )
    const bars = drawn.filter(({ isBar }) => isBar)
    expect(bars).toHaveLength(exchanges.length)
    for (const [index, { at, endedAt }] of exchanges.entries()) {
      const { from = -1, width = -1, pixel = 0 } = bars[index] ?? {}
      expect(Math.abs(from - at / duration)).toBeLessThan(pixel)
      expect(Math.abs(width - (endedAt - at) / duration)).toBeLessThan(pixel)
    }
    // Requests and waits together are the whole time, from its start to its end.
    const ends = drawn.map(({ from, width }) => from + width)
    const starts = drawn.map(({ from }) => from)
    if (drawn.length > 0)
      expect([Math.min(...starts), Math.max(...ends)].map((part) => Number(part.toFixed(2)))).toEqual([0, 1])
  }
})

test('what came back is said in words, and so are the waits', async () => {
  await using opened = await open(SAMPLE)
  const { page } = opened
  const words = (name: string) => situation(page, name).locator('.words').allTextContents()
  expect(await words('throttled-twice')).toEqual([
    '200 ms until its first request',
    '400 ThrottlingException',
    '100 ms between requests',
    '400 ThrottlingException',
    '100 ms between requests',
    '200',
    '100 ms until it ended',
  ])
  expect(await words('slow-service')).toEqual([
    '300 ms until its first request',
    'no reply until the consumer gave up',
    '200 ms between requests',
    'no reply until the consumer gave up (200 was lost)',
    '100 ms between requests',
    'no reply until the consumer had ended',
  ])
  expect((await words('commit-then-drop')).filter((text) => !text.includes(' ms '))).toEqual([
    'connection reset, no reply (200 was lost)',
    '200, broken off',
  ])
})

test('a situation has what is wanting first, and what it printed without colours', async () => {
  await using opened = await open(SAMPLE)
  const box = situation(opened.page, 'commit-then-drop')
  expect(await box.locator('.judgements .mark').allTextContents()).toEqual(['✗', '✗', '✓', '✓', '✓', '✓', '✓'])
  expect(await box.locator('.inside > pre').textContent()).toBe(
    'opening 443/tcp\nerror socket hang up\n    at Socket.onEnd (node:_http_client:598:25)\n',
  )
})
