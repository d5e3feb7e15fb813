/**
 * Fills in the placeholders of a shell command, such as `{endpoint}`: each value is one word, whether its placeholder
 * stands in quotes or not. What a shell has in braces itself, `${region}`, stays.
 *
 * @param values by the names of the placeholders; other braces are left as they are
 * @example
 * fillPlaceholders('sync.sh --ports={ports}', { ports: '[{"fromPort":443}]' }) // sync.sh --ports='[{"fromPort":443}]'
 */
export function fillPlaceholders(command: string, values: Readonly<Record<string, string>>): string {
  let filled = ''
  let quote: Quote = ''
  let at = 0
  for (let match = find(command, quote, at); match !== null; match = find(command, quote, at)) {
    const [found, name = ''] = match
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    filled += command.slice(at, match.index) + (value === undefined ? found : QUOTED[quote](value))
    at = match.index + found.length
    if (found === "'" || found === '"') quote = quote === '' ? found : ''
  }
  return filled + command.slice(at)
}

/** What a part of a command stands in. */
type Quote = '' | "'" | '"'

/** What ends or begins a quote, what is escaped, and placeholders: in each quote something else. */
const TOKENS: Readonly<Record<Quote, RegExp>> = {
  '': /\\.|['"]|(?<!\$)\{(\w+)\}/gs,
  "'": /'|(?<!\$)\{(\w+)\}/g,
  '"': /\\.|"|(?<!\$)\{(\w+)\}/gs,
}

function find(command: string, quote: Quote, at: number): RegExpExecArray | null {
  const tokens = new RegExp(TOKENS[quote])
  tokens.lastIndex = at
  return tokens.exec(command)
}

/** How a value is written outside of quotes, and inside of each. */
const QUOTED: Readonly<Record<Quote, (value: string) => string>> = {
  '': (value) => (/^[\w.:/-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`),
  "'": (value) => value.replaceAll("'", "'\\''"),
  '"': (value) => value.replaceAll(/[\\"$`]/g, '\\$&'),
}
