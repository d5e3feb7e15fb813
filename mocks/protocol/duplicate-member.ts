/**
 * Finds a member that comes twice in one object of a JSON text, and returns its name: `JSON.parse` keeps the last one and
 * says nothing. The text has to be JSON.
 */
export function findDuplicateMember(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = []
  for (const [token, quoted, colon] of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[[\]{}]/g)) {
    if (token === '{') open.push(new Set())
    else if (token === '[') open.push(undefined)
    else if (token === '}' || token === ']') open.pop()
    else if (quoted !== undefined && colon !== undefined) {
      const members = open.at(-1)
      const name = nameIn(quoted)
      if (members?.has(name)) return name
      members?.add(name)
    }
  }
  return undefined
}

function nameIn(quoted: string): string {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted
  }
}
