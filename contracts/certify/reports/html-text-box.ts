import { html, type Markup } from './html-markup.ts'

/** The size of a text that needs no scrolling. */
const LINES = 16
const SIGNS = 1200

/** Makes a box with a text. A long text can be scrolled, also with the keyboard. */
export function textBox(text: string, label: string): Markup {
  const isLong = text.length > SIGNS || text.split('\n', LINES + 1).length > LINES
  const attributes = isLong ? html` class="long" role="group" tabindex="0" aria-label="${label}"` : ''
  // A browser drops the first line break of a text.
  return html`<pre${attributes}>\n${text}</pre>`
}
