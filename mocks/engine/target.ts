import { clipped, LightsailError } from '../errors/index.ts'
import { isOperationName } from '../model/operation-names.ts'
import type { AnyOperation } from '../operations/operation.ts'
import { AWS_JSON, mediaType, TARGET_PREFIX } from '../protocol/aws-json.ts'
import type { ReplyScript } from './replies.ts'
import type { WireRequest } from './wire.ts'

/**
 * Finds the operation that a request names.
 *
 * @throws {LightsailError} UnknownOperationException. The real one has no text; this one says what was expected.
 */
export function readTarget(
  { method, path, headers }: WireRequest,
  name: string | undefined,
  operations: ReadonlyMap<string, AnyOperation>,
  replies: ReplyScript,
): AnyOperation {
  if (method !== 'POST' || !(path === '/' || path.startsWith('/?'))) {
    // The query is left out: it may hold a signature or a token.
    throw unknown(`${clipped(method)} ${clipped(path.split('?', 1)[0] ?? '')} was asked for`)
  }
  const contentType = headers['content-type'] ?? ''
  if (contentType !== AWS_JSON && mediaType(contentType) !== AWS_JSON) {
    throw unknown(contentType === '' ? 'there is no Content-Type' : `the Content-Type is ${clipped(contentType)}`)
  }
  const target = headers['x-amz-target']
  if (target === undefined) throw unknown('there is no X-Amz-Target')
  const operation = name === undefined ? undefined : (replies.take(name) ?? operations.get(name))
  if (operation !== undefined) return operation
  if (name === undefined) throw unknown(`the X-Amz-Target is ${clipped(target)}`)
  throw notSimulated(name, [...operations.keys()])
}

function unknown(problem: string): LightsailError {
  return new LightsailError('UnknownOperationException', {
    message: `This mock answers POST / with Content-Type ${AWS_JSON} and X-Amz-Target ${TARGET_PREFIX}<operation>; ${problem}.`,
  })
}

function notSimulated(name: string, simulated: readonly string[]): LightsailError {
  const problem = isOperationName(name) ? 'is not simulated' : 'is not an operation of Lightsail'
  return new LightsailError('UnknownOperationException', {
    message: `${name} ${problem}. Simulated are ${simulated.join(', ')}.`,
  })
}
