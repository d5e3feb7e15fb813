import type { Complain } from '../definitions/definition.ts'
import { clipped } from '../errors/index.ts'
import { isConditionKey, type KeyValues, NO_SUCH_KEY } from './condition-keys.ts'
import { type Glob, globOf, matchesGlob, type Piece } from './glob.ts'

/** Makes the pattern of a policy's text for a request; `undefined` if the request has no value for one of its variables. */
export type PolicyString = (values: KeyValues) => Glob | undefined

/** A policy variable: `${aws:PrincipalTag/team, 'none'}`. */
interface Variable {
  readonly key: string
  readonly fallback: string | undefined
}

type Part = Piece | Variable

/** The syntax of a text: variables exist since Version 2012-10-17, wildcards only in some elements. */
export interface PolicyStringOptions {
  readonly variables: boolean
  readonly wildcards: boolean
}

/**
 * Reads a text of a policy. The values of variables are literal: wildcards in them have no meaning.
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

/** Tells whether an ARN matches; `undefined` if the request has no value for a variable of the pattern. */
export type ArnPattern = (arn: string, values: KeyValues) => boolean | undefined

/**
 * Reads a pattern of ARNs. It has all six parts, and is compared part by part.
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
    return globs.every((glob, index) => glob !== undefined && matchesGlob(glob, own[index] ?? ''))
  }
}

const ARN_PARTS = 6
const AN_ARN = 'arn:aws:lightsail:*:123456789012:Instance/*'

/** Splits an ARN into its parts. The last part may contain colons. */
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
      const piece = typeof part === 'string' || 'text' in part ? part : variablePiece(part, values)
      if (piece === undefined) return undefined
      pieces.push(piece)
    }
    return globOf(pieces)
  }
}

function variablePiece({ key, fallback }: Variable, values: KeyValues): Piece | undefined {
  // A key with a list of values cannot be a variable.
  const value = values(key)
  const text = typeof value === 'string' ? value : fallback
  return text === undefined ? undefined : { text }
}

/** A variable, `${…}`, or a wildcard, and its place in the text. */
interface Token {
  readonly text: string
  readonly at: number
  /** The name in a variable. */
  readonly inside: string | undefined
}

/** Finds the tokens of a text in one pass: a regular expression would look for the end of each open variable anew. */
function* tokensIn(text: string): Generator<Token> {
  const last = text.lastIndexOf('}')
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '*' || character === '?') yield { text: character, at, inside: undefined }
    if (character !== '$' || text[at + 1] !== '{' || at > last) continue
    const end = text.indexOf('}', at)
    yield { text: text.slice(at, end + 1), at, inside: text.slice(at + 2, end) }
    at = end
  }
}

function readParts(text: string, options: PolicyStringOptions, at: string, complain: Complain): readonly Part[] {
  const parts: Part[] = []
  let end = 0
  if (options.variables && text.lastIndexOf('${') > text.lastIndexOf('}')) {
    complain(at, 'has a variable without its closing brace')
  }
  for (const token of tokensIn(text)) {
    const part = readToken(token, options, at, complain)
    if (part === undefined) continue
    parts.push({ text: text.slice(end, token.at) }, part)
    end = token.at + token.text.length
  }
  return [...parts, { text: text.slice(end) }]
}

/** Returns the meaning of a token; `undefined` if it is literal. */
function readToken(
  { text: token, inside }: Token,
  { variables, wildcards }: PolicyStringOptions,
  at: string,
  complain: Complain,
): Part | undefined {
  if (inside === undefined) return wildcards ? (token as '*' | '?') : undefined
  if (!variables) return undefined
  if (inside === '*' || inside === '?' || inside === '$') return { text: inside }
  const [, name = '', , fallback] = VARIABLE.exec(inside) ?? []
  if (!isConditionKey(name)) {
    complain(at, `has the variable ${clipped(token, 64)}, which ${NO_SUCH_KEY}`)
    return undefined
  }
  return { key: name, fallback }
}

const VARIABLE = /^([^,\s]*)(, '([^']*)')?$/
