import { behaviours, errorCatalogue } from 'lightsail-ports-testkit'
import { judgementRules } from '../../contracts/certify/judgements/index.ts'
import { describeExpectation, type Expectation } from '../../contracts/certify/situations/expectation.ts'
import { situations } from '../../contracts/certify/situations/index.ts'
import { MEASURED_SDKS } from '../../mocks/errors/index.ts'
import { isReadOperation } from '../../mocks/model/index.ts'
import { OPERATIONS } from '../../mocks/operations/index.ts'

/** Writes a table in Markdown. */
function tableOf(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Makes the table of all errors. */
export function errorTable(): string {
  const rows = errorCatalogue.map(({ name, documentedForPut, meaning, status, retried, cause }) => [
    documentedForPut ? `**${name}**` : name,
    meaning,
    status.documented === status.model ? status.documented : `${status.documented} (${status.model})`,
    retried.js ? 'yes' : 'no',
    cause,
  ])
  return tableOf(['error', 'meaning', 'status (by the model)', 'retried by the JS SDK', 'what causes it here'], rows)
}

/** Makes the table of the names that SDKs report documented errors by. */
export function sdkNameTable(): string {
  const rows = errorCatalogue
    .filter(({ documentedForPut }) => documentedForPut)
    .map(({ name, sdkNames }) => {
      const cells = MEASURED_SDKS.map(({ id }) => {
        const { name: reported, hasClass } = sdkNames[id]
        return (reported === name ? 'same' : `**${reported}**`) + (hasClass || id === 'js-v2' ? '' : ', no class')
      })
      return [name, ...cells]
    })
  return tableOf(['error', ...MEASURED_SDKS.map(({ title, version }) => `${title} (${version})`)], rows)
}

/** Makes the table of the rules with choices. */
export function ruleTable(): string {
  const rows = behaviours.flatMap(({ id, does, choices, default: chosen }) => {
    if (choices === undefined) return []
    const named = Object.entries(choices).map(
      ([name, what]) => `\`${name}\`${name === chosen ? ' (default)' : `: ${what}`}`,
    )
    return [[`\`${id}\``, does, named.join('; ')]]
  })
  return tableOf(['rule', 'what it does', 'choices'], rows)
}

/** Names the situation that differs from this one in text and status alone. */
const originalOf = (expects: Expectation): string | undefined =>
  expects.kind === 'refusal' ? expects.sameAs : undefined

/** Makes the table of the situations. */
export function situationTable(): string {
  // Each documented error is there once more, and has no row of its own.
  const rows = situations
    .filter(({ expects }) => originalOf(expects) === undefined)
    .map(({ name, title, expects }) => {
      const isTwice = situations.some((other) => originalOf(other.expects) === name)
      const twice = isTwice ? ` (and \`${name}-by-the-model\`)` : ''
      return [`\`${name}\`${twice}`, title, describeExpectation(expects)]
    })
  return tableOf(['situation', 'what happens', 'what is right'], rows)
}

/** Makes the table of the judgements, with a link to the page of each. */
export function judgementTable(): string {
  const rows = judgementRules.map(({ name, title }) => [`[\`${name}\`](${name}.md)`, title])
  return tableOf(['judgement', 'a good consumer'], rows)
}

/** Makes the list of the operations that are simulated. */
export function operationTable(): string {
  const names = [...OPERATIONS.values()].map(({ name }) => name)
  const listed = (read: boolean) =>
    names.flatMap((name) => (isReadOperation(name) === read ? `\`${name}\`` : [])).join(', ')
  return `- They change something: ${listed(false)}.\n- They read: ${listed(true)}.`
}
