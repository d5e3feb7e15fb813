/**
 * Fills in the placeholders of a shell command, such as `{endpoint}`: each value is one word, whether its placeholder
 * stands in quotes or not. The shell's own braces, `${region}`, stay as they are.
 *
 * @param values by the names of the placeholders; other braces are left as they are
 * @example
 * fillPlaceholders('sync.sh --ports={ports}', { ports: '[{"fromPort":443}]' }) // sync.sh --ports='[{"fromPort":443}]'
 */
export function fillPlaceholders(command: string, values: Readonly<Record<string, string>>): string {
  let filled = ''
  let quote: Quote = ''
  let at = 0
  for (let match = findToken(command, quote, at); match !== null; match = findToken(command, quote, at)) {
    const [found, name = ''] = match
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    filled += command.slice(at, match.index) + (value === undefined ? found : QUOTED[quote](value))
    at = match.index + found.length
    if (found === "'" || found === '"') quote = quote === '' ? found : ''
  }
  return filled + command.slice(at)
}

/** The quotes around a part of a command. */
type Quote = '' | "'" | '"'

/** Finds quotes, escaped characters and placeholders. Each kind of quote has other rules. */
const TOKENS: Readonly<Record<Quote, RegExp>> = {
  '': /\\.|['"]|(?<!\$)\{(\w+)\}/gs,
  "'": /'|(?<!\$)\{(\w+)\}/g,
  '"': /\\.|"|(?<!\$)\{(\w+)\}/gs,
}

function findToken(command: string, quote: Quote, at: number): RegExpExecArray | null {
  const tokens = new RegExp(TOKENS[quote])
  tokens.lastIndex = at
  return tokens.exec(command)
}

/** Writes a value outside of quotes, and inside of each kind. */
const QUOTED: Readonly<Record<Quote, (value: string) => string>> = {
  '': (value) => (/^[\w.:/-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`),
  "'": (value) => value.replaceAll("'", "'\\''"),
  '"': (value) => value.replaceAll(/[\\"$`]/g, '\\$&'),
}
