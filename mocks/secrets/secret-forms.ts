import { base64Forms, doubleBase64Forms } from './base64-forms.ts'

/** The text that replaces a whole value. */
export const REDACTED = 'REDACTED'

/** The text that replaces a secret within a text. */
export const STARS = '***'

/** The shortest secret that is looked for, and the shortest part of one: shorter texts are found by chance. */
export const SHORTEST = 8

/** A form of a secret: its pieces, each of which stands for one or more characters or bytes of the secret. */
export type SecretForm = readonly string[]

/**
 * Lists the forms in which a secret is written: as it is, percent-encoded (also in full, and twice), escaped in JSON, in
 * C and in XML, in hexadecimal, spaced, in UTF-16, and in base64 (also twice, and after other bytes).
 */
export function formsOf(secret: string): readonly SecretForm[] {
  const characters = [...secret]
  const bytes = new TextEncoder().encode(secret)
  const codeUnits = [...utf16CodeUnits(secret)]
  const forms: SecretForm[] = [
    characters,
    ...ENCODINGS.map((encode) => characters.map(encode)),
    ...BYTE_ENCODINGS.map((encode) => [...bytes].map(encode)),
    ...CODE_UNIT_ENCODINGS.map((encode) => codeUnits.map(encode)),
    ...SEPARATORS.map((separator) => characters.map((character) => character + separator)),
    ...base64Forms(bytes).map((form) => [...form]),
    ...base64Forms(utf16Bytes(codeUnits)).map((form) => [...form]),
    ...doubleBase64Forms(bytes).map((form) => [...form]),
  ]
  const unique = new Map(forms.map((form) => [form.join('\u0000'), form]))
  return [...unique.values()].filter((form) => form.join('').length >= SHORTEST)
}

/** Writes a form as the text that is looked for. A separator at the end is not part of it. */
export function formText(form: SecretForm): string {
  const text = form.join('')
  const last = form.at(-1) ?? ''
  const isSeparated =
    last.length === 2 && SEPARATORS.includes(last.slice(1)) && form.every((piece) => piece.endsWith(last.slice(1)))
  return isSeparated ? text.slice(0, -1) : text
}

type Encode = (piece: string) => string

const lower: Encode = (text) => text.replaceAll(/%[\dA-F]{2}/g, (code) => code.toLowerCase())
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Encodes a character for a URL; half of a surrogate pair has no encoding. */
const percent: Encode = (character) => (character.isWellFormed() ? encodeURIComponent(character) : character)

/** Encodings that leave most characters as they are. */
const ENCODINGS: readonly Encode[] = [
  percent,
  (character) => lower(percent(character)),
  (character) => percent(percent(character)),
  (character) => new URLSearchParams([['', character]]).toString().slice(1),
  (character) => entities[character] ?? character,
  (character) => (character === '&' || character === '<' ? (entities[character] ?? '') : character),
  (character) => (character === "'" ? '&apos;' : (entities[character] ?? character)),
  jsonEscape,
  (character) => jsonEscape(jsonEscape(character)),
  // PHP escapes slashes, and Python everything that is not ASCII.
  (character) => (character === '/' ? '\\/' : jsonEscape(character)),
  asciiJsonEscape,
]

function jsonEscape(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

function asciiJsonEscape(character: string): string {
  return jsonEscape(character).replaceAll(/[\u0080-\uffff]/g, (one) => unicodeEscape(one.charCodeAt(0)))
}

const toHex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
const unicodeEscape = (code: number): string => `\\u${toHex(code, 4)}`

/** Encodings of each byte. */
const BYTE_ENCODINGS: readonly ((byte: number) => string)[] = [
  (byte) => toHex(byte, 2),
  (byte) => toHex(byte, 2).toUpperCase(),
  (byte) => `${toHex(byte, 2)} `,
  (byte) => `${toHex(byte, 2).toUpperCase()} `,
  (byte) => `${toHex(byte, 2)}:`,
  (byte) => `${toHex(byte, 2).toUpperCase()}:`,
  (byte) => `%${toHex(byte, 2)}`,
  (byte) => `%${toHex(byte, 2).toUpperCase()}`,
  (byte) => `%25${toHex(byte, 2).toUpperCase()}`,
  (byte) => `\\x${toHex(byte, 2)}`,
  (byte) => `\\x${toHex(byte, 2).toUpperCase()}`,
  (byte) => `=${toHex(byte, 2).toUpperCase()}`,
  // The bytes of UTF-8, each as a character.
  (byte) => String.fromCharCode(byte),
]

/** Encodings of each code unit of UTF-16. */
const CODE_UNIT_ENCODINGS: readonly ((code: number) => string)[] = [
  unicodeEscape,
  (code) => `\\u${toHex(code, 4).toUpperCase()}`,
  (code) => `\\\\u${toHex(code, 4)}`,
  (code) => `&#${code};`,
  (code) => `&#x${toHex(code, 0)};`,
  (code) => `&#x${toHex(code, 0).toUpperCase()};`,
  // The bytes of UTF-16, each as a character, and in hexadecimal.
  (code) => String.fromCharCode(code & 0xff, code >> 8),
  (code) => toHex(((code & 0xff) << 8) | (code >> 8), 4),
]

/** Marks that are put between the characters of a secret, so that filters do not find it. */
const SEPARATORS: readonly string[] = [' ', '-', '.', ',', '_', '\n']

function utf16CodeUnits(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
}

function utf16Bytes(codeUnits: readonly number[]): Uint8Array {
  return Uint8Array.from(codeUnits.flatMap((code) => [code & 0xff, code >> 8]))
}
