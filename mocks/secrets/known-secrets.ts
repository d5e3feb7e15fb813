import { formsOf } from './secret-forms.ts'

/** Finds known secrets in texts, in every form that `formsOf` lists. */
export class KnownSecrets {
  readonly #forms: readonly string[]

  constructor(secrets: readonly string[]) {
    // The longest first: one form may hold another.
    this.#forms = [...new Set(secrets.flatMap(formsOf))].toSorted((left, right) => right.length - left.length)
  }

  /** The length of the longest form: a text that comes in pieces is searched with so much of the piece before. */
  get longest(): number {
    return this.#forms[0]?.length ?? 0
  }

  /** Tells whether a text holds one of the secrets. */
  isIn(text: string): boolean {
    return this.#forms.some((form) => text.includes(form))
  }

  /** Replaces the secrets in a text by stars. */
  redact(text: string): string {
    return this.#forms.reduce((redacted, form) => redacted.replaceAll(form, '***'), text)
  }
}
