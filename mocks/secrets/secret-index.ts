import { formsOf, formText, type SecretForm, SHORTEST } from './secret-forms.ts'

/** A stretch of a text that is secret. */
export interface SecretSpan {
  readonly start: number
  readonly end: number
  /** `known` secrets were given; `repeated` ones stood elsewhere under a name of secrets. */
  readonly kind: 'known' | 'repeated'
}

interface Candidate {
  readonly text: string
  readonly kind: SecretSpan['kind']
}

/**
 * Finds secrets in texts, in all their forms. Of known secrets it also finds each part of eight characters. The time that a
 * text takes does not depend on the number of secrets.
 */
export class SecretIndex {
  /** Candidates by their first eight characters. */
  readonly #candidates = new Map<string, Candidate[]>()
  readonly #texts = new Set<string>()
  /** A bit for each pair of first characters: most places of a text are ruled out by it. */
  readonly #pairs = new Uint8Array(65_536)
  readonly #publicText: string

  /**
   * @param publicTexts texts that are public: parts of secrets that stand in them are not looked for. A secret may contain
   *   the URL of a service.
   */
  constructor(publicTexts: readonly string[] = []) {
    this.#publicText = publicTexts.join('\n')
  }

  /** Adds a secret that is known: its parts are looked for, too. */
  addKnown(secret: string): void {
    if (secret.length < SHORTEST || !this.#isNew(`known ${secret}`)) return
    for (const form of formsOf(secret)) {
      this.#add({ text: formText(form), kind: 'known' })
      for (const part of partsOf(form)) {
        if (!this.#publicText.includes(part)) this.#add({ text: part, kind: 'known' })
      }
    }
  }

  /** Adds a secret that stood under a name of secrets. It is looked for as a whole. */
  addRepeated(secret: string): void {
    if (secret.length < SHORTEST || !this.#isNew(`repeated ${secret}`)) return
    for (const form of formsOf(secret)) this.#add({ text: formText(form), kind: 'repeated' })
  }

  /** Finds the stretches of a text that are secret, in their order; those that overlap are one. */
  find(text: string, kinds: readonly SecretSpan['kind'][] = ['known', 'repeated']): readonly SecretSpan[] {
    const spans: SecretSpan[] = []
    if (this.#candidates.size === 0) return spans
    for (let at = 0; at + SHORTEST <= text.length; at++) {
      if (this.#pairs[pairAt(text, at)] === 0) continue
      const found = this.#longestAt(text, at, kinds)
      if (found === undefined) continue
      const last = spans.at(-1)
      const end = at + found.text.length
      if (last === undefined || last.end < at) spans.push({ start: at, end, kind: found.kind })
      else if (end > last.end) spans[spans.length - 1] = { ...last, end }
    }
    return spans
  }

  #longestAt(text: string, at: number, kinds: readonly SecretSpan['kind'][]): Candidate | undefined {
    const candidates = this.#candidates.get(text.slice(at, at + SHORTEST))
    // They are sorted: the longest comes first.
    return candidates?.find((one) => kinds.includes(one.kind) && text.startsWith(one.text, at))
  }

  #isNew(key: string): boolean {
    const { size } = this.#texts
    return this.#texts.add(key).size > size
  }

  #add(candidate: Candidate): void {
    const { text, kind } = candidate
    if (text.length < SHORTEST || !this.#isNew(`${kind} form ${text}`)) return
    const key = text.slice(0, SHORTEST)
    const candidates = this.#candidates.get(key) ?? []
    const index = candidates.findIndex((one) => one.text.length < text.length)
    candidates.splice(index === -1 ? candidates.length : index, 0, candidate)
    this.#candidates.set(key, candidates)
    this.#pairs[pairAt(text, 0)] = 1
  }
}

function pairAt(text: string, at: number): number {
  return ((text.charCodeAt(at) & 0xff) << 8) | (text.charCodeAt(at + 1) & 0xff)
}

/** Lists the parts of a form that stand for eight pieces of it, and have at least eight characters. */
function partsOf(form: SecretForm): string[] {
  if (form.length <= SHORTEST) return []
  return Array.from({ length: form.length - SHORTEST + 1 }, (_, at) => form.slice(at, at + SHORTEST).join(''))
}
