/** Characters of what was printed that are kept: its end. */
const KEPT = 64 * 1024

/** What a consumer prints. All of it is looked through for secrets, and its end is kept, without them. */
export class Output {
  readonly #secrets: readonly string[]
  readonly #longest: number
  #text = ''
  #seam = ''
  #hasSecret = false

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets
    this.#longest = Math.max(1, ...secrets.map(({ length }) => length))
  }

  write(text: string): void {
    // A secret may come in two pieces.
    const seen = this.#seam + text
    this.#hasSecret ||= this.#secrets.some((secret) => seen.includes(secret))
    this.#seam = seen.slice(1 - this.#longest)
    this.#text += text
    // Not at each line: the whole of it is copied.
    if (this.#text.length > 2 * KEPT) this.#text = this.#text.slice(-KEPT)
  }

  /** Whether a secret was in it, then or since. */
  get hasSecret(): boolean {
    return this.#hasSecret
  }

  /** The end of it, with stars for secrets. */
  get text(): string {
    return withoutSecrets(this.#text.slice(-KEPT), this.#secrets)
  }
}

/** A text with stars for secrets. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((told, secret) => told.replaceAll(secret, '***'), text)
}
