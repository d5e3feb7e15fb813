import { createHash } from 'node:crypto'
import type { Card } from '../card.ts'
import { findingsOf } from './html-findings.ts'
import { columnsOf, gridOf, symbolOf } from './html-grid.ts'
import { html, Markup } from './html-markup.ts'
import { SCRIPT } from './html-script.ts'
import { situationOf } from './html-situation.ts'
import { styleOf } from './html-style.ts'
import { MARKS, type Mark, viewsOf } from './html-view.ts'

/**
 * Writes a card as a page: the failures, a grid of situations and judgements, and for each situation the time line of
 * its requests. The page needs no other file and no network. Its only script is its own.
 *
 * @returns the text of an HTML file; the same for the same card
 * @example
 * await writeFile('card.html', htmlReport(card))
 */
export function htmlReport(card: Card): string {
  const situations = viewsOf(card)
  const columns = columnsOf(card.situations)
  return pageOf(
    `${card.consumer}: ${card.failed} failed, ${card.warned} warned, ${card.passed} passed`,
    styleOf(columns.length),
    html`${headOf(card)}
<main>
${findingsOf(situations)}<section aria-labelledby="grid">
<h2 id="grid">Situations and judgements</h2>
${legendOf()}${gridOf(situations, columns)}
</section>
<section aria-labelledby="situations">
<h2 id="situations">Situations</h2>
${situations.map(situationOf)}</section>
</main>`,
  )
}

function pageOf(title: string, style: string, body: Markup): string {
  const policy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(SCRIPT)}; base-uri 'none'; form-action 'none'`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
${body}
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`.text
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

function headOf({ consumer, job, passed, failed, warned }: Card): Markup {
  const shares = [
    { mark: 'fail', count: failed },
    { mark: 'warn', count: warned },
    { mark: 'pass', count: passed },
  ] as const
  const total = Math.max(1, passed + failed + warned)
  let drawn = 0
  const bars = shares.map(({ mark, count }) => {
    const [x, width] = [drawn, (100 * count) / total]
    drawn += width
    return html`<rect class="${mark}" x="${x.toFixed(3)}%" width="${width.toFixed(3)}%" height="6"/>`
  })
  return html`<header>
<h1><bdi>${consumer}</bdi></h1>
<p class="job">${job}</p>
<ul class="totals" role="list">${shares.map(
    ({ mark, count }) => html`
<li><span class="mark ${mark}">${symbolOf(mark)}</span><b>${count}</b> ${MARKS[mark].word}</li>`,
  )}
</ul>
<svg class="share" width="100%" height="6" aria-hidden="true">${bars}</svg>
</header>`
}

const MEANINGS: readonly (readonly [Mark, string])[] = [
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['warn', 'warned: no fault, but could be better'],
  ['accepted', 'accepted: not passed, but meant so'],
]

function legendOf(): Markup {
  return html`<ul class="legend" role="list">
${MEANINGS.map(([mark, meaning]) => html`<li><span class="mark ${mark}">${symbolOf(mark)}</span>${meaning}</li>\n`)}<li>empty: not judged</li>
<li class="hint">A mark opens what happened.</li>
</ul>
`
}
