import { type Opening, showOpening } from '../../consumers/ports.ts'

/** Counts things in words: `one request`, `3 tries`. */
export function countOf(number: number, noun: string): string {
  const plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`
  return number === 1 ? `one ${noun}` : `${number} ${plural}`
}

/** The longest line of an error that a reason repeats. */
const LONGEST = 160

/** Shortens a text, such as that of an error, to its first line. */
export function firstLineOf(text: string): string {
  const [line = ''] = text.split('\n', 1)
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}

/** Lists openings: `22/tcp from 0.0.0.0/0, 22/tcp from ::/0`. */
export function listOpenings(openings: readonly Opening[]): string {
  return openings.map(showOpening).join(', ')
}
