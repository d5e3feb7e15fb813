import { html, type Markup } from './html-markup.ts'
import { MARKS, type Mark } from './html-view.ts'

/** Makes the symbol of a mark. Screen readers skip it. */
export function symbolOf(mark: Mark): Markup {
  return html`<span class="symbol" aria-hidden="true">${MARKS[mark].symbol}</span>`
}
