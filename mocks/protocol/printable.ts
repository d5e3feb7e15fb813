/**
 * Makes the text of somebody else fit for a terminal: on one line, and without control characters and marks of direction,
 * which would steer it.
 */
export function printable(text: string): string {
  return UNPRINTABLE.test(text) ? text.toWellFormed().replaceAll(ALL_UNPRINTABLE, ' ') : text.toWellFormed()
}

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u
const ALL_UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu

/**
 * Makes a whole line of output out of such text. CI systems read some lines as commands: GitHub's runner those that begin
 * with `::`, also after blanks, and those with `##[` anywhere.
 *
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function printableLine(text: string): string {
  return printable(text)
    .replace(/^(\s*):(?=:)/, '$1: ')
    .replaceAll('##[', '## [')
}
