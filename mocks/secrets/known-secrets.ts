import { formsOf, formText, SHORTEST, STARS } from './secret-forms.ts'

/** Finds known secrets in texts, in every form that `formsOf` lists. */
export class KnownSecrets {
  readonly #forms: readonly string[]

  constructor(secrets: readonly string[]) {
    const forms = secrets.flatMap((secret) => formsOf(secret).map(formText)).filter(({ length }) => length >= SHORTEST)
    // The longest first: one form may contain another.
    this.#forms = [...new Set(forms)].toSorted((left, right) => right.length - left.length)
  }

  /** The length of the longest form. A text that comes in pieces is searched together with so much of the piece before. */
  get longest(): number {
    return this.#forms[0]?.length ?? 0
  }

  /** Tells whether a text contains one of the secrets. */
  isIn(text: string): boolean {
    return this.#forms.some((form) => text.includes(form))
  }

  /** Replaces the secrets in a text by stars. */
  redact(text: string): string {
    return this.#forms.reduce((redacted, form) => redacted.replaceAll(form, STARS), text)
  }
}
