import type { Explanation } from '../../../engine/explain.ts'
import { PORT_OPERATIONS } from '../../../model/port-operations.ts'
import { api, reasonOf } from './api.ts'
import { ruleList } from './call-details.ts'
import { differenceList, lockOutAlarm } from './difference-list.ts'
import { bdi, button, el, field, pretty, select } from './dom.ts'
import type { Inspector, View } from './inspector.ts'
import { checkName } from './words.ts'

/** A call that somebody wants to have explained. */
interface ExplainRequest {
  readonly operation?: string
  readonly region?: string
  readonly input?: unknown
}

/** Explains a call without making it. */
export function explainView(inspector: Inspector): View {
  const operation = select(PORT_OPERATIONS.map((name) => [name, name] as const))
  const region = select(inspector.facts.regions.map((one) => [one, one] as const))
  const caller = el('input', { autocomplete: 'off', spellcheck: 'false' })
  const input = el('textarea', { rows: 14, spellcheck: 'false', class: 'code', required: true })
  const result = el(
    'div',
    { class: 'panel', role: 'region', 'aria-label': 'Explanation', 'aria-live': 'polite' },
    el('p', { class: 'empty' }, NOTHING),
  )

  async function explain(): Promise<void> {
    try {
      const accessKeyId = caller.value.trim()
      const explanation = await api.explain({
        input: input.value,
        operation: operation.value,
        region: region.value,
        ...(accessKeyId !== '' && { accessKeyId }),
      })
      result.replaceChildren(...explanationOf(explanation))
    } catch (error) {
      result.replaceChildren(el('p', { class: 'problem' }, reasonOf(error)))
    }
  }

  function example(): void {
    const [first] = inspector.instances
    operation.value = 'PutInstancePublicPorts'
    region.value = first?.region ?? region.value
    input.value = pretty({
      instanceName: first?.name ?? 'web-1',
      portInfos: [{ protocol: 'tcp', fromPort: 443, toPort: 443 }],
    })
    void explain()
  }

  addEventListener('explain', (event) => {
    const { detail } = event as CustomEvent<ExplainRequest>
    operation.value = detail.operation ?? 'PutInstancePublicPorts'
    region.value = detail.region ?? region.value
    input.value = pretty(detail.input)
    void explain()
  })
  const submit = (event: Event) => {
    event.preventDefault()
    void explain()
  }
  return {
    render() {},
    element: el(
      'section',
      { id: 'explain', 'aria-labelledby': 'explain-title' },
      el('h2', { id: 'explain-title', tabindex: -1 }, 'Explain'),
      el('p', { class: 'muted' }, 'Says what a call would do to the instance as it is now. The call is not made.'),
      el(
        'div',
        { class: 'columns' },
        el(
          'form',
          { class: 'panel', submit, 'aria-label': 'Call to explain' },
          field('Operation', operation),
          field('Region', region),
          field('Access key of the caller (empty: somebody who may do all)', caller),
          field('Input', input, 'The input of the call as JSON, as --cli-input-json takes it'),
          el(
            'div',
            { class: 'buttons' },
            el('button', { class: 'primary' }, 'Explain it'),
            button('Try an example', example),
          ),
        ),
        result,
      ),
    ),
  }
}

const NOTHING = 'Paste an input and press Explain it, or open a call and press Explain it now.'

function explanationOf({
  accepted,
  refusal,
  ports,
  differences,
  instanceName,
  unknownMembers,
  authorization,
}: Explanation): HTMLElement[] {
  const name = instanceName === undefined ? 'an instance' : bdi(instanceName)
  return [
    el('h3', {}, accepted ? 'It would be carried out on ' : 'It would be refused for ', name),
    ports === undefined ? undefined : lockOutAlarm(ports.before, ports.after, 'That is what this call would do.'),
    refusal === undefined
      ? undefined
      : el(
          'div',
          {},
          el('p', {}, el('b', {}, `${refusal.status} ${refusal.error}`), ': ', bdi(refusal.message)),
          el('p', {}, 'The check that would refuse it: ', el('b', {}, checkName(refusal.check)), '.'),
          ruleList(refusal.behaviours),
        ),
    authorization === undefined
      ? undefined
      : el(
          'p',
          { class: 'muted' },
          `Policies: ${authorization.decision}`,
          authorization.statement !== undefined && `, ${authorization.statement}`,
        ),
    accepted && differences.length === 0 ? el('p', { class: 'muted' }, 'It would change nothing.') : undefined,
    differences.length === 0 ? undefined : differenceList(differences),
    unknownMembers.length === 0
      ? undefined
      : el('p', { class: 'note' }, 'Not in the model, so the service ignores it: ', bdi(unknownMembers.join(', '))),
  ].filter((one) => one !== undefined)
}
