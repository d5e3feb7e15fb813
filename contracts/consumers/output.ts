import { StringDecoder } from 'node:string_decoder'
import type { KnownSecrets } from '../../mocks/secrets/index.ts'

/** Characters of what was printed that are kept: its end. */
const KEPT = 64 * 1024
/** What looks like the name of an error: it may be said long before the end. */
const ERROR_NAMES = /\b[A-Z][A-Za-z]{2,60}(?:Exception|Error|Failure|Fault)\b/g
/** More names than this are no names of errors. */
const NAMES_KEPT = 100
/** The longest name, and something around it. */
const SEAM = 80

/** What a consumer prints. All of it is looked through for secrets and names of errors, and its end is kept. */
export class Output {
  readonly #secrets: KnownSecrets
  readonly #seamLength: number
  readonly #names = new Set<string>()
  readonly #decoder = new StringDecoder('utf8')
  #text = ''
  #seam = ''
  #hasSecret = false

  constructor(secrets: KnownSecrets) {
    this.#secrets = secrets
    this.#seamLength = Math.max(SEAM, secrets.longest)
  }

  write(chunk: string | Uint8Array): void {
    const text = typeof chunk === 'string' ? chunk : this.#decoder.write(chunk as Buffer)
    // What is looked for may come in two pieces.
    const seen = this.#seam + text
    this.#hasSecret ||= this.#secrets.isIn(seen)
    if (this.#names.size < NAMES_KEPT) for (const [name] of seen.matchAll(ERROR_NAMES)) this.#names.add(name)
    this.#seam = seen.slice(-this.#seamLength)
    this.#text += text
    // Not at each line: the whole of it is copied.
    if (this.#text.length > 2 * KEPT) this.#text = this.#text.slice(-KEPT)
  }

  /** Whether a secret was in it, then or since. */
  get hasSecret(): boolean {
    return this.#hasSecret
  }

  /** What looked like names of errors in all of it. */
  get names(): readonly string[] {
    return [...this.#names]
  }

  /** The end of it, with stars for secrets. */
  get text(): string {
    return this.#secrets.redact(this.#text.slice(-KEPT))
  }
}
