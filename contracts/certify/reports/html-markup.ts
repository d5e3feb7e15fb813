/** A piece of a page that needs no escaping. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** A value in a template: text is escaped, and the items of a list are joined. */
export type Piece = string | number | undefined | Markup | readonly Piece[]

/**
 * Makes a piece of a page. Values in it are escaped as text, unless this function made them.
 *
 * @example
 * html`<p>${'<script>'}</p>`.text // <p>&lt;script&gt;</p>
 */
export function html(markup: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(String.raw({ raw: markup }, ...pieces.map(markupText)))
}

function markupText(piece: Piece): string {
  if (piece === undefined) return ''
  if (piece instanceof Markup) return piece.text
  return typeof piece === 'object' ? piece.map(markupText).join('') : escapeText(String(piece))
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

function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replace(/[&<>"'\p{Cc}\p{Bidi_Control}]/gu, (sign) => ENTITIES[sign] ?? showCharacter(sign.codePointAt(0) ?? 0))
}

/** Makes a character visible that a browser would drop, or that would turn the direction of the text. */
function showCharacter(code: number): string {
  return code < 0x20 ? String.fromCodePoint(0x2400 + code) : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
}
