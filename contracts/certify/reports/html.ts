import { hashSource } from '../../../mocks/runtime/node/index.ts'
import type { Card } from '../card.ts'
import { countOf } from '../judgements/wording.ts'
import { findingsOf } from './html-findings.ts'
import { columnsOf, gridOf } from './html-grid.ts'
import { html, Markup } from './html-markup.ts'
import { SCRIPT } from './html-script.ts'
import { styleOf } from './html-style.ts'
import { symbolOf } from './html-symbol.ts'
import { MARKS, type Mark, situationViews } from './html-view.ts'
import { circumstancesLine, headlineOf, situationCounts, verdictOf, verdictOfCard } from './summary.ts'

/**
 * Writes a card as a page: the failures, and a grid of situations and judgements, in which each situation opens to the
 * time line of its requests. The page needs no other file and no network. Its only script is its own.
 *
 * @returns the text of an HTML file; the same for the same card
 * @example
 * await writeFile('card.html', htmlReport(card))
 */
export function htmlReport(card: Card): string {
  const situations = situationViews(card)
  const columns = columnsOf(card.situations)
  const passed = situations.filter((one) => verdictOf(one) === 'passed').length
  return pageOf(
    `${card.consumer} ${headlineOf(card)}`,
    styleOf(columns.length),
    html`${headOf(card)}
<main>
${findingsOf(situations)}<section aria-labelledby="grid">
<h2 id="grid">Situations and judgements</h2>
${legendOf()}${filterOf(passed, situations.length)}${gridOf(situations, columns)}
</section>
</main>`,
  )
}

function pageOf(title: string, style: string, body: Markup): string {
  const policy = `default-src 'none'; style-src ${hashSource(style)}; script-src ${hashSource(SCRIPT)}; base-uri 'none'; form-action 'none'`
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

/** Makes the box that folds the situations that passed. They are folded at first, if there are others. */
function filterOf(passed: number, all: number): Markup | undefined {
  if (passed === 0) return undefined
  const isOn = passed < all ? html` checked` : ''
  return html`<p class="filter"><label><input type="checkbox" id="only"${isOn}> Hide ${countOf(passed, 'situation')} that passed</label></p>
`
}

function headOf(card: Card): Markup {
  const { consumer, job, passed, failed, warned } = card
  const verdict = verdictOfCard(card)
  const circumstances = circumstancesLine(card)
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
<p class="verdict ${verdict}"><strong>${verdict}</strong>: ${situationCounts(card)}</p>
<p class="job">Its job: ${job}</p>${
    circumstances === undefined
      ? ''
      : html`
<p class="made"><bdi>${circumstances}</bdi></p>`
  }
<ul class="totals" role="list">${shares.map(
    ({ mark, count }) => html`
<li>${count === 0 ? '' : html`<span class="mark ${mark}">${symbolOf(mark)}</span>`}<b>${count}</b> ${countNoun(count)} ${MARKS[mark].word}</li>`,
  )}
</ul>
<svg class="share" width="100%" height="6" aria-hidden="true">${bars}</svg>
</header>`
}

function countNoun(count: number): string {
  return count === 1 ? 'judgement' : 'judgements'
}

const MEANINGS: readonly (readonly [Mark, string])[] = [
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['warn', 'warned: advice, and no failure'],
  ['accepted', 'accepted: done on purpose'],
]

function legendOf(): Markup {
  return html`<ul class="legend" role="list">
${MEANINGS.map(([mark, meaning]) => html`<li><span class="mark ${mark}">${symbolOf(mark)}</span>${meaning}</li>\n`)}<li>empty: not judged</li>
<li class="hint">A mark opens what happened.</li>
</ul>
`
}
