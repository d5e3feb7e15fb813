import type { SituationResult } from '../card.ts'
import type { Exchange } from '../exchange.ts'
import { html, type Markup } from './html-markup.ts'
import { textBox } from './html-text-box.ts'
import { formatMilliseconds } from './html-view.ts'

/** A stretch of time, in milliseconds since the consumer was started. */
interface Span {
  readonly from: number
  readonly to: number
}

/** Makes the list of requests and of the waits between them, each with its bar on the time line. */
export function timelineOf({ exchanges, duration }: SituationResult): Markup {
  if (exchanges.length === 0) return html`<p>It sent no request.</p>`
  const whole = Math.max(1, duration, ...exchanges.map(({ endedAt }) => endedAt))
  let free = 0
  const steps = exchanges.map((exchange, index) => {
    const wait = waitOf(
      { from: free, to: exchange.at },
      whole,
      index === 0 ? 'until its first request' : 'between requests',
    )
    free = Math.max(free, exchange.endedAt)
    return html`${wait}${requestOf(exchange, index + 1, whole)}`
  })
  return html`<p class="scale" aria-hidden="true"><span>0</span><span>${formatMilliseconds(whole)}</span></p>
<ol class="timeline" role="list">
${steps}${waitOf({ from: free, to: whole }, whole, 'until it ended')}</ol>`
}

function waitOf(span: Span, whole: number, what: string): Markup | undefined {
  const length = Math.round(span.to - span.from)
  if (length < 1) return undefined
  const { x, end } = barPlace(span, whole)
  return html`<li class="wait"><span class="words">${formatMilliseconds(length)} ${what}</span>
<svg class="track" width="100%" height="20" aria-hidden="true"><line class="gap" x1="${x}" x2="${end}" y1="12" y2="12"/></svg></li>
`
}

function requestOf(exchange: Exchange, number: number, whole: number): Markup {
  const { operation, attempt, at, endedAt, input, reply } = exchange
  const { x, width } = barPlace({ from: at, to: endedAt }, whole)
  return html`<li class="request"><span class="number">${number}</span>
<span class="operation"><bdi>${operation ?? 'no operation'}</bdi>${attempt === undefined ? '' : html` <small>attempt ${attempt}</small>`}</span>
<span class="words"><bdi>${describeEnding(exchange)}</bdi></span>
<span class="times"><span class="unseen">at ${formatMilliseconds(at)}, for </span>${formatMilliseconds(endedAt - at)}</span>
<svg class="track" width="100%" height="20" aria-hidden="true"><rect class="bar ${exchangeKind(exchange)}" x="${x}" width="${width}" y="7" height="10"/></svg>
<div class="more">${portsOf(exchange.ports)}
${bodyDetails('request body', number, input === undefined ? '' : JSON.stringify(input, undefined, 2))}
${bodyDetails('reply body', number, indentJson(reply))}</div></li>
`
}

/** Finds the place of a span on the time line. A span of no time is drawn as a line. */
function barPlace({ from, to }: Span, whole: number): Readonly<Record<'x' | 'width' | 'end', string>> {
  const share = (time: number): string => `${Number(((100 * time) / whole).toFixed(3))}%`
  return { x: share(from), width: share(Math.max(to - from, whole / 1000)), end: share(to) }
}

/** Describes the reply in words. */
function describeEnding({ ending, status, error }: Exchange): string {
  const reply = [status === 0 ? undefined : status, error].filter((part) => part !== undefined).join(' ')
  // A lost reply still shows that the request was carried out.
  const lost = reply === '' ? '' : ` (${reply} was lost)`
  switch (ending) {
    case 'answered':
      return reply === '' ? 'answered' : reply
    case 'cut off':
      return `${reply === '' ? 'reply' : reply}, broken off`
    case 'dropped':
      return `connection reset, no reply${lost}`
    case 'given up':
      return `no reply until the consumer gave up${lost}`
    case 'unanswered':
      return `no reply until the consumer had ended${lost}`
  }
}

function exchangeKind({ ending, status }: Exchange): string {
  if (ending === 'answered') return status < 400 ? 'success' : 'error'
  return ending === 'cut off' || ending === 'dropped' ? 'broken' : 'silent'
}

function portsOf(ports: Exchange['ports']): Markup | undefined {
  if (ports === undefined) return undefined
  if (ports.length === 0) return html`<p class="ports">Then nothing was open.</p>`
  return html`<p class="ports">Then open: ${ports.map((port, index) => html`${index === 0 ? '' : ', '}<bdi>${port}</bdi>`)}</p>`
}

function bodyDetails(what: string, number: number, text: string): Markup | undefined {
  if (text === '') return undefined
  return html`<details class="body"><summary>${what}<span class="unseen"> of request ${number}</span></summary>
${textBox(text, `${what} of request ${number}`)}</details>`
}

/** Indents JSON, unless that would change more than its spaces, such as the digits of a number. */
function indentJson(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    return JSON.stringify(value) === text.trim() ? JSON.stringify(value, undefined, 2) : text
  } catch {
    return text
  }
}
