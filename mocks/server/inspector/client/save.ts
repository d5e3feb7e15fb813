import { button, el } from './dom.ts'
import type { Inspector } from './inspector.ts'

/** Gives the reader a file. */
export function saveFile(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = el('a', { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** A button that copies a text. Where the clipboard is closed, the text stands beside the button to be copied by hand. */
export function copyButton(label: string, textOf: () => string, inspector: Inspector): HTMLElement {
  const place = el('span', { class: 'copy' })
  const copy = async () => {
    const text = textOf()
    try {
      await navigator.clipboard.writeText(text)
      inspector.announce('It was copied.')
      control.textContent = `${label} ✓`
    } catch {
      const box = el('textarea', { rows: 3, readonly: true, 'aria-label': label }, text)
      // A text area shows what it is given; the text is copied as it is.
      box.value = text
      place.append(box)
      box.select()
    }
  }
  const control = button(label, () => void copy())
  place.append(control)
  return place
}
