import { html, type Markup } from './html-markup.ts'
import { situationOf } from './html-situation.ts'
import { symbolOf } from './html-symbol.ts'
import { type JudgementView, MARKS, type SituationView } from './html-view.ts'

/** Lists the names of all judgements, in the order in which they first appear. */
export function columnsOf(situations: readonly { readonly judgements: readonly { readonly name: string }[] }[]) {
  return [...new Set(situations.flatMap(({ judgements }) => judgements.map(({ name }) => name)))]
}

/** Makes the table of situations and judgements. It names its roles, because a narrow screen does not show it as a table. */
export function gridOf(situations: readonly SituationView[], columns: readonly string[]): Markup {
  return html`
<table class="grid" role="table" aria-labelledby="grid">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">situation</th><th role="columnheader" scope="col">what happens in it</th>
${columns.map((name) => html`<th class="column" role="columnheader" scope="col"><span>${name}</span></th>\n`)}</tr></thead>
<tbody role="rowgroup">
${situations.map((situation) => gridRow(situation, columns))}</tbody>
</table>`
}

/** Makes the row of a situation, and below it one with its details, which shows when these are opened. */
function gridRow(situation: SituationView, columns: readonly string[]): Markup {
  const { id, name, title, judgements } = situation
  const isCalm = judgements.every(({ mark }) => mark === 'pass')
  return html`<tr role="row"${isCalm ? html` class="calm"` : ''}>
<th role="rowheader" scope="row"><a id="row-${id}" href="#${id}"><bdi>${name}</bdi></a></th>
<td class="title" role="cell">${title}</td>
${columns.map((column) => cellOf(judgements.find((one) => one.name === column)))}</tr>
<tr role="row" class="opened"><td role="cell" colspan="${columns.length + 2}">${situationOf(situation)}</td></tr>
`
}

// Failures come first, so the first judgement of a name is its worst.
function cellOf(judgement: JudgementView | undefined): Markup {
  if (judgement === undefined) return html`<td class="none" role="cell"><span class="unseen">not judged</span></td>\n`
  const { id, name, mark, reason } = judgement
  return html`<td role="cell"><a class="mark ${mark}" href="#${id}" aria-label="${name}: ${MARKS[mark].word}" title="${reason}">${symbolOf(mark)}<span class="name">${name}</span></a></td>\n`
}
