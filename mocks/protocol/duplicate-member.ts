/**
 * Finds a member that comes twice in one object of a JSON text, and returns its name: `JSON.parse` keeps the last one and
 * says nothing. The text has to be JSON; of any other text it says nothing certain, in linear time.
 */
export function findDuplicateMember(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = []
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? ''
    if (character !== '"') {
      followBracket(character, open)
      continue
    }
    const end = endOfString(text, at)
    const members = isMember(text, end) ? open.at(-1) : undefined
    const name = members === undefined ? '' : unquoteName(text.slice(at, end))
    if (members?.has(name)) return name
    members?.add(name)
    at = end - 1
  }
  return undefined
}

/** Keeps the members of every open object; a list has `undefined` in its place. */
function followBracket(character: string, open: (Set<string> | undefined)[]): void {
  if (character === '{') open.push(new Set())
  else if (character === '[') open.push(undefined)
  else if (character === '}' || character === ']') open.pop()
}

/** Returns the place behind the closing quote of a string. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at + 1
  }
  return text.length
}

/** Tells whether a string that ends there is the name of a member: a colon follows, perhaps after white space. */
function isMember(text: string, end: number): boolean {
  let at = end
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1
  return text[at] === ':'
}

function unquoteName(quoted: string): string {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted
  }
}
