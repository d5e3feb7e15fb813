import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packageVersion } from './package-version.ts'

/** A finding of lint, and its file. */
export interface FileFinding {
  readonly file: string
  readonly rule: string
  readonly severity: 'error' | 'warning'
  /** The place in the fixture: `log.entries[3].response.status`. */
  readonly path: string
  readonly message: string
}

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json'

/**
 * Formats findings as SARIF 2.1.0, which code review shows at the lines of the files.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export async function formatSarif(findings: readonly FileFinding[]): Promise<object> {
  const texts = new Map<string, string>()
  for (const { file } of findings) {
    if (!texts.has(file)) texts.set(file, await readFile(file, 'utf8').catch(() => ''))
  }
  const rules = [...new Set(findings.map(({ rule }) => rule))].toSorted()
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'lightsail-ports lint',
            version: packageVersion(),
            rules: rules.map((id) => ({ id })),
          },
        },
        results: findings.map(({ file, rule, severity, path, message }) => ({
          ruleId: rule,
          ruleIndex: rules.indexOf(rule),
          level: severity,
          message: { text: `${path}: ${message}` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: toUri(file) },
                region: { startLine: findLine(texts.get(file) ?? '', path) },
              },
              logicalLocations: [{ fullyQualifiedName: path }],
            },
          ],
        })),
      },
    ],
  }
}

/** Code review looks for files below the folder of the repository. */
function toUri(file: string): string {
  const path = relative(process.cwd(), file)
  return path.startsWith('..') ? pathToFileURL(file).href : encodeURI(path.replaceAll('\\', '/'))
}

/** Finds the line of a place, by the names and positions on the way to it. A place that is missing has its parent's line. */
function findLine(text: string, path: string): number {
  const steps = [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name]) => index ?? name ?? '')
  let at = 0
  for (const step of steps) {
    const next = findStep(text, at, step)
    if (next === -1) break
    at = next
  }
  return text.slice(0, at).split('\n').length
}

/** Finds a member or an item of the value that begins at a position. */
function findStep(text: string, start: number, step: string): number {
  const from = skipTo(text, start)
  if (text.charAt(from) === '[') return findItem(text, from, Number(step))
  return text.charAt(from) === '{' ? findMember(text, from, step) : -1
}

function findItem(text: string, list: number, index: number): number {
  let count = 0
  let at = skipTo(text, list + 1)
  for (; at < text.length && text.charAt(at) !== ']'; at = skipTo(text, at)) {
    if (count === index) return at
    at = skipTo(text, endOfValue(text, at))
    if (text.charAt(at) === ',') at += 1
    count += 1
  }
  return -1
}

function findMember(text: string, object: number, name: string): number {
  let at = skipTo(text, object + 1)
  while (at < text.length && text.charAt(at) === '"') {
    const end = endOfValue(text, at)
    const value = skipTo(text, skipTo(text, end) + 1)
    if (text.slice(at + 1, end - 1) === name) return value
    at = skipTo(text, endOfValue(text, value))
    if (text.charAt(at) === ',') at = skipTo(text, at + 1)
  }
  return -1
}

function skipTo(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1
  return at
}

/** Finds the end of the JSON value that begins at a position. */
function endOfValue(text: string, start: number): number {
  const char = text.charAt(start)
  if (char === '"') return closingQuote(text, start) + 1
  if (char === '{' || char === '[') return endOfContainer(text, start)
  let end = start + 1
  while (end < text.length && !' \t\r\n,]}'.includes(text.charAt(end))) end += 1
  return end
}

function endOfContainer(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '"') at = closingQuote(text, at)
    else if (char === '{' || char === '[') depth += 1
    else if (char === '}' || char === ']') depth -= 1
    if (depth === 0) return at + 1
  }
  return text.length
}

/** Finds the closing quote of a string. */
function closingQuote(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1
  return at
}
