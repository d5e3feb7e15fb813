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
  return withoutCommands(printable(text).replace(/^(\s*):(?=:)/, '$1: '))
}

/** Breaks the commands that a CI system finds anywhere in a line. For a line that begins with words of ours. */
export function withoutCommands(line: string): string {
  return line.replaceAll('##[', '## [')
}

/**
 * Writes a value as JSON that can be printed: what would steer a terminal or a CI system is escaped, so that the value
 * stays the same.
 *
 * @example
 * process.stdout.write(`${printableJson(findings, 2)}\n`)
 */
export function printableJson(value: unknown, indent?: number, replacer?: Replacer): string {
  return JSON.stringify(value, replacer, indent).replaceAll(STEERING, escapeCode).replaceAll('##[', '#\\u0023[')
}

type Replacer = (name: string, value: unknown) => unknown

/** Characters that `JSON.stringify` leaves as they are, and that steer a terminal. Line feeds are those of the indent. */
const STEERING = /[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu

function escapeCode(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
}
