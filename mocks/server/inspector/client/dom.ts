/** The content of an element. Text stays text: nothing of it is read as markup. */
export type Child = Node | string | number | undefined | false | readonly Child[]

type Value = string | number | boolean | undefined | ((event: Event) => void)

/**
 * Makes an element. Values that are functions listen to the event of that name; `true` is an attribute without a value.
 *
 * @example
 * el('button', { type: 'button', click: save }, 'Save')
 */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value)
    else if (value === true) element.setAttribute(key, '')
    else if (value !== undefined && value !== false) element.setAttribute(key, String(value))
  }
  element.append(...nodesOf(children))
  return element
}

/** Flattens children; text gets its control characters made visible. */
function nodesOf(children: readonly Child[]): (Node | string)[] {
  return children.flatMap((child) => {
    if (child === undefined || child === false) return []
    if (typeof child === 'string' || typeof child === 'number') return [visibleText(String(child))]
    return child instanceof Node ? [child] : nodesOf(child)
  })
}

/** Shows signs that a browser drops, or that turn the text around them. Line breaks and tabs stay. */
function visibleText(text: string): string {
  return text.toWellFormed().replace(HIDDEN, (sign) => {
    const code = sign.codePointAt(0) ?? 0
    if (code < 0x20) return String.fromCodePoint(0x24_00 + code)
    return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
  })
}

const HIDDEN = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu

/** A name that somebody else chose: its direction does not reach the text around it. */
export function bdi(text: string): HTMLElement {
  return el('bdi', {}, text)
}

/** A button that does something. */
export function button(
  label: Child,
  click: () => void,
  attributes: Readonly<Record<string, Value>> = {},
): HTMLButtonElement {
  return el('button', { type: 'button', click, ...attributes }, label)
}

let fields = 0

/** A label and its control, which is found by the label's text. */
export function field(label: string, control: HTMLElement, hint?: string): HTMLElement {
  fields += 1
  control.id = `field-${fields}`
  if (hint !== undefined) control.setAttribute('aria-describedby', `${control.id}-hint`)
  return el(
    'div',
    { class: 'field' },
    el('label', { for: control.id }, label),
    control,
    hint !== undefined && el('p', { class: 'hint', id: `${control.id}-hint` }, hint),
  )
}

/** A list to choose from. */
export function select(
  options: readonly (readonly [value: string, label: string])[],
  attributes: Readonly<Record<string, Value>> = {},
): HTMLSelectElement {
  return el(
    'select',
    attributes,
    options.map(([value, label]) => el('option', { value }, label)),
  )
}

/** Code or JSON to read. A box that scrolls is within reach of a keyboard. */
export function codeBox(text: string, label: string): HTMLElement {
  return el('pre', { tabindex: 0, role: 'group', 'aria-label': label }, text)
}

/** Puts nodes in order, and leaves those alone that are in their place: the focus stays where it is. */
export function arrange(parent: Element, nodes: readonly Element[]): void {
  const kept = new Set(nodes)
  for (const child of Array.from(parent.children)) if (!kept.has(child)) child.remove()
  let at = parent.firstElementChild
  for (const node of nodes) {
    if (node === at) at = at.nextElementSibling
    else parent.insertBefore(node, at)
  }
}

/** JSON with indents. */
export function pretty(value: unknown): string {
  return JSON.stringify(value, undefined, 2) ?? ''
}

/** The text with indents if it is JSON, and as it is otherwise. */
export function prettyText(text: string): string {
  try {
    return pretty(JSON.parse(text))
  } catch {
    return text
  }
}
