import { AWS_JSON, isObject } from '../../../mocks/protocol/index.ts'
import type { PactDocument } from './pact-document.ts'

/** The expression for AWS JSON's media type, as it stands within a text in most languages. */
const REGEX = AWS_JSON.replace('.', String.raw`\\.`)

/** The libraries of Pact, and how each of them writes AWS JSON so that Pact compares it as JSON (specification 4). */
const LIBRARIES: readonly { readonly name: string; readonly keys: readonly string[]; readonly write: string }[] = [
  {
    name: 'pact-js (class Pact)',
    keys: ['pact-js'],
    write: `.headers({ 'Content-Type': Matchers.regex('${REGEX}', '${AWS_JSON}') }).jsonBody(…)`,
  },
  {
    name: 'pact-jvm (PactBuilder, V4)',
    keys: ['pact-jvm'],
    write: `.header("Content-Type", regexp("${REGEX}", "${AWS_JSON}")).body(…, "application/json")`,
  },
  {
    name: 'pact-python (Pact(…).with_specification("V4"))',
    keys: ['pact-python', 'pactPython'],
    write: `.with_header("Content-Type", match.regex("${AWS_JSON}", regex=r"application/x-amz-json-1\\.1")).with_body(…, "application/json")`,
  },
  {
    name: 'pact-go (NewV4Pact)',
    keys: ['pact-go', 'pactGo'],
    write: `b.Header("Content-Type", matchers.Regex("${AWS_JSON}", "${REGEX}")).JSONBody(…)`,
  },
  {
    name: 'PactNet (Pact.V4)',
    keys: ['pactNet', 'pact-net', 'PactNet'],
    write: `.WithHeader("Content-Type", Match.Regex("${AWS_JSON}", "${REGEX}")).WithJsonBody(…)`,
  },
  {
    name: 'pact-ruby (pact-ffi, V4)',
    keys: ['pact-ruby', 'pactRuby'],
    write: `.with_headers('Content-Type' => match_regex(/application\\/x-amz-json-1\\.1/, '${AWS_JSON}')).with_json(…)`,
  },
]

/** Says what to write in a consumer's test so that Pact compares AWS JSON as JSON: in its library, or in each of them. */
export function adviseMatcher({ metadata }: PactDocument): string {
  const keys = isObject(metadata) ? Object.keys(metadata) : []
  const library = LIBRARIES.find((one) => one.keys.some((key) => keys.includes(key)))
  const libraries = library === undefined ? LIBRARIES : [library]
  const ways = libraries.map(({ name, write }) => `${name}: ${write}`).join('; ')
  return `Write a V4 pact, with a matcher for the header Content-Type and a JSON body, in the request and in the response: ${ways}.`
}
