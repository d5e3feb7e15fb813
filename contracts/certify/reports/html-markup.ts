/** A piece of a page that is markup already. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** What may stand in a template: text is escaped, and a list is put together. */
export type Piece = string | number | undefined | Markup | readonly Piece[]

/**
 * A piece of a page. What stands in it is text, unless it came from here itself.
 *
 * @example
 * html`<p>${'<script>'}</p>`.text // <p>&lt;script&gt;</p>
 */
export function html(markup: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(String.raw({ raw: markup }, ...pieces.map(textOf)))
}

function textOf(piece: Piece): string {
  if (piece === undefined) return ''
  if (piece instanceof Markup) return piece.text
  return typeof piece === 'object' ? piece.map(textOf).join('') : escaped(String(piece))
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\n': '\n',
  '\t': '\t',
}

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replace(/[&<>"'\p{Cc}\p{Bidi_Control}]/gu, (sign) => ENTITIES[sign] ?? visible(sign.codePointAt(0) ?? 0))
}

/** A sign that a browser drops, or that turns the text around it, as one to see. */
function visible(code: number): string {
  return code < 0x20 ? String.fromCodePoint(0x2400 + code) : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
}
