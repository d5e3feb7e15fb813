import { html, type Markup } from './html-markup.ts'

/** Text that a box shows without being scrolled. */
const LINES = 16
const SIGNS = 1200

/** Text as it came. If it is long, in a box to scroll, which a keyboard has to get to. */
export function textBox(text: string, label: string): Markup {
  const isLong = text.length > SIGNS || text.split('\n', LINES + 1).length > LINES
  const attributes = isLong ? html` class="long" role="group" tabindex="0" aria-label="${label}"` : ''
  // A browser leaves out a line break that text begins with.
  return html`<pre${attributes}>\n${text}</pre>`
}
