import type { Complain } from '../definitions/definition.ts'
import { clipped } from '../errors/index.ts'
import { isConditionKey, type KeyValues, NO_SUCH_KEY } from './condition-keys.ts'
import { fits, type Glob, globOf, type Piece } from './glob.ts'

/** A text of a policy as a pattern; `undefined` where it uses a variable that the request has no value for. */
export type PolicyString = (values: KeyValues) => Glob | undefined

/** A policy variable: `${aws:PrincipalTag/team, 'none'}`. */
interface Variable {
  readonly key: string
  readonly otherwise: string | undefined
}

type Part = Piece | Variable

/** What of a text has a meaning: since Version 2012-10-17 variables; wildcards only where the element takes them. */
export interface PolicyStringOptions {
  readonly variables: boolean
  readonly wildcards: boolean
}

/**
 * Reads a text of a policy. Values that come in for variables stand for themselves, wildcards in them included.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function readPolicyString(
  text: string,
  options: PolicyStringOptions,
  at: string,
  complain: Complain,
): PolicyString {
  return compile(readParts(text, options, at, complain))
}

/** Whether an ARN fits; `undefined` where the pattern uses a variable that the request has no value for. */
export type ArnPattern = (arn: string, values: KeyValues) => boolean | undefined

/**
 * Reads a pattern of ARNs, which has all six parts: it is compared part by part.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function readArnPattern(text: string, variables: boolean, at: string, complain: Complain): ArnPattern {
  const parts = readArnParts(text, { variables, wildcards: true }, at, complain)
  if (parts.length !== ARN_PARTS || !text.startsWith('arn:')) {
    complain(at, `${JSON.stringify(clipped(text, 64))} is not an ARN of six parts, such as ${AN_ARN}`)
  }
  return (arn, values) => {
    const globs = parts.map((part) => part(values))
    if (globs.includes(undefined)) return undefined
    const own = arn.split(':')
    if (own.length < ARN_PARTS) return undefined
    own.push(own.splice(ARN_PARTS - 1).join(':'))
    return globs.every((glob, index) => glob !== undefined && fits(glob, own[index] ?? ''))
  }
}

const ARN_PARTS = 6
const AN_ARN = 'arn:aws:lightsail:*:123456789012:Instance/*'

/** The parts of an ARN, of which the last one may have colons of its own. */
function readArnParts(
  text: string,
  options: PolicyStringOptions,
  at: string,
  complain: Complain,
): readonly PolicyString[] {
  const parts: Part[][] = [[]]
  for (const part of readParts(text, options, at, complain)) {
    if (typeof part === 'string' || 'key' in part) parts.at(-1)?.push(part)
    else pushSplit(parts, part.text)
  }
  return parts.map(compile)
}

function pushSplit(parts: Part[][], text: string): void {
  let rest = text
  for (let colon = rest.indexOf(':'); colon !== -1 && parts.length < ARN_PARTS; colon = rest.indexOf(':')) {
    parts.at(-1)?.push({ text: rest.slice(0, colon) })
    parts.push([])
    rest = rest.slice(colon + 1)
  }
  parts.at(-1)?.push({ text: rest })
}

function compile(parts: readonly Part[]): PolicyString {
  const fixed = parts.filter((part): part is Piece => typeof part === 'string' || 'text' in part)
  if (fixed.length === parts.length) {
    const glob = globOf(fixed)
    return () => glob
  }
  return (values) => {
    const pieces: Piece[] = []
    for (const part of parts) {
      const piece = typeof part === 'string' || 'text' in part ? part : pieceOf(part, values)
      if (piece === undefined) return undefined
      pieces.push(piece)
    }
    return globOf(pieces)
  }
}

function pieceOf({ key, otherwise }: Variable, values: KeyValues): Piece | undefined {
  const text = values(key) ?? otherwise
  return text === undefined ? undefined : { text }
}

const TOKEN = /\$\{([^}]*)\}|[*?]/g

function readParts(text: string, options: PolicyStringOptions, at: string, complain: Complain): readonly Part[] {
  const parts: Part[] = []
  let end = 0
  if (options.variables && /\$\{[^}]*$/.test(text)) complain(at, 'has a variable without its closing brace')
  for (const match of text.matchAll(TOKEN)) {
    const part = readToken(match, options, at, complain)
    if (part === undefined) continue
    parts.push({ text: text.slice(end, match.index) }, part)
    end = match.index + match[0].length
  }
  return [...parts, { text: text.slice(end) }]
}

/** What a token stands for; `undefined` where it stands for itself. */
function readToken(
  [token, inside]: RegExpExecArray,
  { variables, wildcards }: PolicyStringOptions,
  at: string,
  complain: Complain,
): Part | undefined {
  if (inside === undefined) return wildcards ? (token as '*' | '?') : undefined
  if (!variables) return undefined
  if (inside === '*' || inside === '?' || inside === '$') return { text: inside }
  const [, name = '', , otherwise] = VARIABLE.exec(inside) ?? []
  if (!isConditionKey(name)) {
    complain(at, `has the variable ${clipped(token, 64)}, which ${NO_SUCH_KEY}`)
    return undefined
  }
  return { key: name, otherwise }
}

const VARIABLE = /^([^,\s]*)(, '([^']*)')?$/
