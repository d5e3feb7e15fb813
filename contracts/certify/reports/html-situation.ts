import { stripVTControlCharacters } from 'node:util'
import { html, type Markup } from './html-markup.ts'
import { symbolOf } from './html-symbol.ts'
import { textBox } from './html-text-box.ts'
import { timelineOf } from './html-timeline.ts'
import { formatMilliseconds, type JudgementView, MARKS, type SituationView } from './html-view.ts'
import { adviceOn } from './summary.ts'

/**
 * Makes the details of a situation, closed at first. Its fragment is the id of an element inside: a browser opens a box
 * that holds the target, and not a box that is the target.
 */
export function situationOf(situation: SituationView): Markup {
  const { id, name, outcome, duration, judgements, printed } = situation
  const isWanting = judgements.some(({ mark }) => mark === 'fail' || mark === 'warn')
  return html`<details class="situation${isWanting ? ' wanting' : ''}">
<summary><h3><bdi>${name}</bdi></h3> <span class="times">${formatMilliseconds(duration)}</span></summary>
<div class="inside" id="${id}" tabindex="-1" role="group" aria-label="${name}">
<p class="outcome">It <bdi>${outcome}</bdi>, after ${formatMilliseconds(duration)}. <a href="#row-${id}">Back to the grid</a></p>
<h4>Judgements</h4>
${judgements.length === 0 ? html`<p>None applies.</p>` : html`<ul class="judgements" role="list">\n${judgements.map(judgementOf)}</ul>`}
<h4>Requests</h4>
${timelineOf(situation)}
<h4>What it printed</h4>
${printed === '' ? html`<p>Nothing.</p>` : textBox(stripVTControlCharacters(printed), `what it printed in ${name}`)}
</div>
</details>
`
}

function judgementOf({ id, name, mark, reason }: JudgementView): Markup {
  return html`<li id="${id}" tabindex="-1"><span class="mark ${mark}">${symbolOf(mark)}</span><span class="name"><bdi>${name}</bdi> <small>${MARKS[mark].word}</small></span><span class="reason">${reason}${fixHint(name, mark)}</span></li>
`
}

/** Says what to change, where something is wrong. */
function fixHint(name: string, mark: JudgementView['mark']): Markup | undefined {
  const advice = mark === 'fail' || mark === 'warn' ? adviceOn(name) : undefined
  return advice && html` <span class="fix"><strong>Fix:</strong> ${advice.fix}</span>`
}
