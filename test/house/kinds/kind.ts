import { globSync, readFileSync } from 'node:fs'

/** Something that belongs to every member of a kind, and is easily forgotten. */
interface Need {
  /** Completes "… has": `a shipped fixture in fixtures/data`. */
  readonly what: string
  readonly isMet: (member: string) => boolean | Promise<boolean>
}

/** One kind of thing that the house grows by. */
export interface Kind {
  /** `operation` */
  readonly name: string
  /** The names of all that are there. */
  readonly members: readonly string[]
  readonly needs: readonly Need[]
}

/** Finds what is missing: `operation GetDisks lacks a shipped fixture in fixtures/data`. */
export async function findMissing({ name, members, needs }: Kind): Promise<readonly string[]> {
  const missing: string[] = []
  for (const member of members) {
    for (const { what, isMet } of needs) {
      if (!(await isMet(member))) missing.push(`${name} ${member} lacks ${what}`)
    }
  }
  return missing
}

const ROOT = new URL('../../../', import.meta.url)

/** Reads a file of the repository. */
export function readText(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8')
}

/** Reads all files of the repository whose paths fit a pattern, one behind the other. */
export function readAll(...patterns: readonly string[]): string {
  const files = globSync(patterns, { cwd: ROOT }).toSorted()
  if (files.length === 0) throw new Error(`Failed to read ${patterns.join(', ')}: there is no such file.`)
  return files.map(readText).join('\n')
}

/** Tells whether a text has a name as a whole word. */
export function hasWord(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w-])${name.replaceAll('.', '\\.')}(?![\\w-])`).test(text)
}

/** Turns `GetInstancePortStates` into `get-instance-port-states`. */
export function toKebabCase(name: string): string {
  return name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()
}
