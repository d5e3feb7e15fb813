/**
 * Makes the text of somebody else fit for a terminal: on one line, and without control characters and marks of direction,
 * which would steer it.
 */
export function printable(text: string): string {
  return UNPRINTABLE.test(text) ? text.toWellFormed().replaceAll(ALL_UNPRINTABLE, ' ') : text.toWellFormed()
}

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u
const ALL_UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu
