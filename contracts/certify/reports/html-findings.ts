import { html, type Markup } from './html-markup.ts'
import type { JudgementView, Mark, SituationView } from './html-view.ts'
import { adviceOn } from './summary.ts'

/** A judgement, and the situation that it is about. */
interface Finding extends JudgementView {
  readonly situation: string
}

const HEADINGS: readonly (readonly [Mark, string])[] = [
  ['fail', 'Failures'],
  ['warn', 'Warnings'],
  ['accepted', 'Accepted'],
]

/** Lists everything that did not pass: by judgement and by reason, with the situations. */
export function findingsOf(situations: readonly SituationView[]): Markup {
  const findings = situations.flatMap(({ name: situation, judgements }) =>
    judgements.map((judgement): Finding => ({ ...judgement, situation })),
  )
  return html`${HEADINGS.map(([mark, heading]) =>
    sectionOf(
      heading,
      mark,
      findings.filter((one) => one.mark === mark),
    ),
  )}`
}

function sectionOf(heading: string, mark: Mark, findings: readonly Finding[]): Markup | undefined {
  if (findings.length === 0) return undefined
  const byName = [...Map.groupBy(findings, ({ name }) => name)]
  return html`<section class="findings ${mark}" aria-labelledby="findings-${mark}">
<h2 id="findings-${mark}">${heading}</h2>
<dl>
${byName.map(([name, found]) => html`<dt><bdi>${name}</bdi> <small>${found.length}</small></dt>\n${reasonsOf(found)}${fixEntry(name, mark)}`)}</dl>
</section>
`
}

function fixEntry(name: string, mark: Mark): Markup | undefined {
  const advice = mark === 'accepted' ? undefined : adviceOn(name)
  return (
    advice &&
    html`<dd class="fix"><strong>Fix:</strong> ${advice.fix} <a href="${advice.page}">Why, and an example</a></dd>\n`
  )
}

function reasonsOf(findings: readonly Finding[]): Markup[] {
  const byReason = [...Map.groupBy(findings, ({ reason }) => reason)]
  return byReason.map(
    ([reason, found]) => html`<dd><bdi>${reason}</bdi> <span class="where">${linksTo(found)}</span></dd>\n`,
  )
}

function linksTo(findings: readonly Finding[]): Markup[] {
  return findings.map(
    ({ id, situation }, index) => html`${index === 0 ? '' : ', '}<a href="#${id}"><bdi>${situation}</bdi></a>`,
  )
}
