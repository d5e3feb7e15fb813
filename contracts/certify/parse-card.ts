import * as v from 'valibot'
import { withoutByteOrderMark } from '../../mocks/protocol/index.ts'
import type { CardJson } from './card.ts'

/** A text is not a card. */
export class CardError extends TypeError {
  override readonly name = 'CardError'
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Other members of a card are ignored. */
const schema = v.object({
  consumer: v.string(),
  passed: count,
  failed: count,
  warned: count,
  situations: v.array(
    v.object({
      name: v.string(),
      judgements: v.array(
        v.object({ name: v.string(), verdict: v.picklist(['pass', 'fail', 'warn']), reason: v.string() }),
      ),
    }),
  ),
})

/**
 * Reads a card from the JSON that `certify --json` prints.
 *
 * @throws {CardError} if the text is not a card, with the path of the wrong member
 * @example
 * parseCard(await readFile('card.json', 'utf8')).failed
 */
export function parseCard(text: string): CardJson {
  let json: unknown
  try {
    // Editors on Windows put a byte order mark in front.
    json = JSON.parse(withoutByteOrderMark(text))
  } catch {
    throw new CardError('Failed to read the card: it is not JSON. Give what certify --json printed.')
  }
  const read = v.safeParse(schema, json)
  if (read.success) return read.output
  const [issue] = read.issues
  throw new CardError(
    `Failed to read the card: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}. Give what certify --json printed.`,
  )
}
