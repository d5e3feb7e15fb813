import { StringDecoder } from 'node:string_decoder'

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
  readonly #secrets: readonly string[]
  readonly #seamLength: number
  readonly #names = new Set<string>()
  readonly #decoder = new StringDecoder('utf8')
  #text = ''
  #seam = ''
  #hasSecret = false

  constructor(secrets: readonly string[]) {
    this.#secrets = formsOf(secrets)
    this.#seamLength = Math.max(SEAM, ...this.#secrets.map(({ length }) => length))
  }

  write(chunk: string | Uint8Array): void {
    const text = typeof chunk === 'string' ? chunk : this.#decoder.write(chunk as Buffer)
    // What is looked for may come in two pieces.
    const seen = this.#seam + text
    this.#hasSecret ||= this.#secrets.some((secret) => seen.includes(secret))
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
    return this.#secrets.reduce((told, secret) => told.replaceAll(secret, '***'), this.#text.slice(-KEPT))
  }
}

/** A secret as it is, and in base64. */
function formsOf(secrets: readonly string[]): string[] {
  return secrets.flatMap((secret) => [secret, Buffer.from(secret).toString('base64')])
}

/** Whether a text has a secret in it, as it is or in base64. */
export function hasSecret(text: string, secrets: readonly string[]): boolean {
  return formsOf(secrets).some((secret) => text.includes(secret))
}

/** A text with stars for secrets. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return formsOf(secrets).reduce((told, secret) => told.replaceAll(secret, '***'), text)
}
