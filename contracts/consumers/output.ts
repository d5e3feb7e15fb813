import { StringDecoder } from 'node:string_decoder'
import type { KnownSecrets } from '../../mocks/secrets/index.ts'

/** The number of characters that are kept from the end. */
const KEPT = 64 * 1024
/** Finds names of errors: a program may print one long before its end. */
const ERROR_NAMES = /\b[A-Z][A-Za-z]{2,60}(?:Exception|Error|Failure|Fault)\b/g
/** A program that prints more names than this does not print names of errors. */
const NAMES_KEPT = 100
/** The length of the longest name, with some room around it. */
const OVERLAP = 80

/** Searches all output of a consumer for secrets and names of errors, and keeps its end. */
export class Output {
  readonly #secrets: KnownSecrets
  readonly #overlapLength: number
  readonly #names = new Set<string>()
  readonly #decoder = new StringDecoder('utf8')
  #text = ''
  #overlap = ''
  #hasSecret = false

  constructor(secrets: KnownSecrets) {
    this.#secrets = secrets
    this.#overlapLength = Math.max(OVERLAP, secrets.longest)
  }

  write(chunk: string | Uint8Array): void {
    const text = typeof chunk === 'string' ? chunk : this.#decoder.write(chunk as Buffer)
    // A secret or a name may come in two pieces.
    const seen = this.#overlap + text
    this.#hasSecret ||= this.#secrets.isIn(seen)
    if (this.#names.size < NAMES_KEPT) for (const [name] of seen.matchAll(ERROR_NAMES)) this.#names.add(name)
    this.#overlap = seen.slice(-this.#overlapLength)
    this.#text += text
    // Cutting copies the whole text, so it is not done at each line.
    if (this.#text.length > 2 * KEPT) this.#text = this.#text.slice(-KEPT)
  }

  /** Tells whether a secret was anywhere in it. */
  get hasSecret(): boolean {
    return this.#hasSecret
  }

  /** The names of errors that were anywhere in it. */
  get names(): readonly string[] {
    return [...this.#names]
  }

  /** The end of the output, with stars for secrets. */
  get text(): string {
    return this.#secrets.redact(this.#text.slice(-KEPT))
  }
}
