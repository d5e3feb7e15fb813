import { AWS_JSON, isObject, parseJson } from '../../../mocks/protocol/index.ts'
import type { Interaction } from './pact-document.ts'

/** An interaction in the form in which Pact can verify it. */
export interface Repaired {
  readonly interaction: Interaction
  readonly isRepaired: boolean
  /** The reason why Pact cannot compare it as JSON, and why no repair is possible. */
  readonly problem: string | undefined
}

type Message = Readonly<Record<string, unknown>>

/**
 * Makes a copy of an interaction whose reply Pact compares as JSON. Pact does not know AWS JSON's media type, and compares
 * bytes unless the expected body is `application/json` and a matcher accepts the real content type.
 */
export function repairInteraction(interaction: Interaction, specification: number): Repaired {
  for (const literal of ['request', 'response']) {
    const sign = literalMatcherIn(interaction[literal])
    if (sign === undefined) continue
    return {
      interaction,
      isRepaired: false,
      problem: `the body of its ${literal} holds matchers as plain members ("${sign}"): its consumer's library did not know the content type as JSON, and wrote the body as a text. Nothing can be compared with it`,
    }
  }
  const { request, response } = interaction
  const copies = {
    request: isObject(request) ? repairRequest(request, specification) : undefined,
    response: isObject(response) ? repairResponse(response, specification) : undefined,
  }
  const repaired = Object.entries(copies).filter(([, copy]) => copy !== undefined)
  return {
    interaction: { ...interaction, ...Object.fromEntries(repaired) },
    isRepaired: repaired.length > 0,
    problem: undefined,
  }
}

/**
 * Returns a copy of a request that Pact can send, or `undefined` if it can send it as it is. Pact's proxy does not pass on a
 * body without a content type; pact-jvm writes two content types, and bodies in base64.
 */
function repairRequest(request: Message, specification: number): Message | undefined {
  const content = contentOf(request['body'])
  if (content === undefined || content === null || content === '') return undefined
  const single = withOneContentType(request)
  const json = specification < 4 && isAwsJson(contentTypeOf(single)) ? parseBase64Json(content) : undefined
  const hasContentType = contentTypeOf(single) !== undefined
  if (single === request && json === undefined && hasContentType) return undefined
  const headers = isObject(single['headers']) ? single['headers'] : {}
  return {
    ...single,
    headers: hasContentType ? headers : { ...headers, 'Content-Type': specification >= 4 ? [AWS_JSON] : AWS_JSON },
    ...(json !== undefined && { body: json }),
  }
}

/** Removes the content type that pact-jvm adds for the body, beside the one that the consumer has. */
function withOneContentType(message: Message): Message {
  const headers = isObject(message['headers']) ? message['headers'] : {}
  const names = Object.keys(headers).filter((name) => name.toLowerCase() === 'content-type')
  const kept = names.find((name) => isAwsJson(readHeader(headers, name))) ?? names[0]
  if (names.length < 2) return message
  const others = Object.entries(headers).filter(([name]) => !names.includes(name) || name === kept)
  return { ...message, headers: Object.fromEntries(others) }
}

function isAwsJson(header: Header | undefined): boolean {
  return header !== undefined && /^application\/x-amz-json-1\.[01]\b/i.test(header.value.trim())
}

/** Parses a body that pact-jvm has written in base64, as it does for content types that it does not know. */
function parseBase64Json(content: unknown): unknown {
  if (typeof content !== 'string' || !/^[A-Za-z\d+/]{4,}={0,2}$/.test(content)) return undefined
  const value = parseJson(Buffer.from(content, 'base64').toString('utf8'))
  return typeof value === 'object' && value !== null ? value : undefined
}

/** Returns the repaired copy of a response, or `undefined` if Pact can compare it as it is. */
function repairResponse(given: Message, specification: number): Message | undefined {
  const response = withOneContentType(given)
  const content = contentOf(response['body'])
  const json = typeof content === 'string' ? (parseJson(content) ?? parseBase64Json(content)) : content
  if (typeof json !== 'object' || json === null) return undefined
  const header = contentTypeOf(response)
  // A response without a content type is compared as application/json, which the reply of Lightsail is not.
  if (header !== undefined && !isAwsJson(header)) return undefined
  const name = header?.name ?? 'Content-Type'
  const isMatched = hasMatcher(response, name)
  if (specification >= 4 && isMatched && isJsonBody(response['body'])) return response === given ? undefined : response
  return {
    ...response,
    headers: {
      ...(isObject(response['headers']) ? response['headers'] : {}),
      [name]: specification >= 4 ? ['application/json'] : 'application/json',
    },
    body: specification >= 4 ? { content: json, contentType: 'application/json', encoded: false } : json,
    matchingRules: isMatched
      ? response['matchingRules']
      : withMatcher(response['matchingRules'], name, header?.value, specification),
  }
}

interface Header {
  readonly name: string
  readonly value: string
}

function contentTypeOf({ headers }: Message): Header | undefined {
  const given = isObject(headers) ? headers : {}
  const name = Object.keys(given).find((one) => one.toLowerCase() === 'content-type')
  return name === undefined ? undefined : readHeader(given, name)
}

function readHeader(headers: Message, name: string): Header {
  const given = headers[name]
  return { name, value: String(Array.isArray(given) ? given[0] : given) }
}

/** Tells whether a message has a matcher for its header `Content-Type`, in the form of any specification. */
function hasMatcher({ matchingRules }: Message, name: string): boolean {
  if (!isObject(matchingRules)) return false
  const { header } = matchingRules
  const isNamed = isObject(header) && Object.keys(header).some((key) => key.toLowerCase() === name.toLowerCase())
  const path = /^\$\.headers?(?:\.content-type|\[["']content-type["']\])(?:\[\d+\])?$/i
  return isNamed || Object.keys(matchingRules).some((key) => path.test(key))
}

/** Adds a matcher for the content type: the one that the pact expects, with any charset. */
function withMatcher(matchingRules: unknown, name: string, value: string | undefined, specification: number): unknown {
  const rules = isObject(matchingRules) ? matchingRules : {}
  const [mediaType = AWS_JSON] = (value ?? AWS_JSON).toLowerCase().split(';')
  const regex = `(?i)^${mediaType.trim().replaceAll('.', '\\.')} *(;.*)?$`
  const matcher = { match: 'regex', regex }
  if (specification < 3) return { ...rules, [`$.headers.${name}`]: matcher }
  const header = isObject(rules['header']) ? rules['header'] : {}
  return { ...rules, header: { ...header, [name]: { combine: 'AND', matchers: [matcher] } } }
}

function isJsonBody(body: unknown): boolean {
  return isObject(body) && body['contentType'] === 'application/json' && typeof body['content'] !== 'string'
}

/** Returns the content of a body; that of specification 4 may be encoded. */
function contentOf(body: unknown): unknown {
  if (!isObject(body) || !('content' in body)) return body
  const { content, encoded } = body
  const isEncoded = encoded === true || (typeof encoded === 'string' && encoded.toLowerCase() === 'base64')
  return isEncoded && typeof content === 'string' ? Buffer.from(content, 'base64').toString('utf8') : content
}

/** Finds the member by which the matchers of a body were written into it, as pact-js and pact-ruby name it. */
function literalMatcherIn(message: unknown): string | undefined {
  if (!isObject(message)) return undefined
  const text = JSON.stringify(contentOf(message['body']) ?? '')
  if (text.includes('pact:matcher:type')) return 'pact:matcher:type'
  return /"json_class\\*": *\\*"Pact::/.test(text) ? 'json_class' : undefined
}
