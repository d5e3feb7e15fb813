import { isObject, parseJson, withoutByteOrderMark } from '../../../mocks/protocol/index.ts'
import type { StateInPact } from '../../../mocks/states/index.ts'

/** A pact, as its file has it. */
export interface PactDocument {
  readonly consumer: { readonly name: string }
  readonly provider: { readonly name: string }
  readonly interactions: readonly Interaction[]
  readonly metadata?: unknown
  readonly _links?: unknown
}

/** An interaction, as the file of a pact has it. */
export type Interaction = Readonly<Record<string, unknown>>

/** The text is not a pact that can be verified. The message says why. */
export class InvalidPactError extends Error {
  override readonly name = 'InvalidPactError'
}

/**
 * Reads the text of a pact.
 *
 * @throws {InvalidPactError} if it is not a pact, is a pact of another provider, or has no interactions
 */
export function readPact(text: string, provider: string): PactDocument {
  const pact = parseJson(withoutByteOrderMark(text))
  if (pact === undefined) throw new InvalidPactError('it is not JSON.')
  return checkPact(pact, provider)
}

/**
 * Checks that a value is a pact.
 *
 * @throws {InvalidPactError} if it is not a pact, is a pact of another provider, or has no interactions
 */
export function checkPact(pact: unknown, provider: string): PactDocument {
  const name = partyName(pact, 'provider')
  if (!isObject(pact) || name === undefined) throw new InvalidPactError('it is not a pact: it names no provider.')
  if (name !== provider) {
    throw new InvalidPactError(
      `its provider is ${JSON.stringify(name)}, not ${provider}. If that is its name for Lightsail, give --provider ${JSON.stringify(name)}.`,
    )
  }
  const { interactions, messages } = pact
  if (Array.isArray(messages) && messages.length > 0) {
    throw new InvalidPactError('it is a pact of messages, and Lightsail has none.')
  }
  if (!Array.isArray(interactions) || interactions.length === 0) throw new InvalidPactError('it has no interactions.')
  const version = specificationOf({ metadata: pact['metadata'] })
  if (version > LATEST) {
    throw new InvalidPactError(
      `it follows version ${version} of Pact's specification, and the versions 1 to ${LATEST} can be verified.`,
    )
  }
  if (!interactions.every(isObject)) throw new InvalidPactError('an interaction is not an object.')
  return { ...pact, consumer: { name: partyName(pact, 'consumer') ?? 'a consumer' }, provider: { name }, interactions }
}

/** Returns the name of the consumer or of the provider of a pact, if it has one. */
export function partyName(pact: unknown, party: 'consumer' | 'provider'): string | undefined {
  const value = isObject(pact) ? pact[party] : undefined
  return isObject(value) && typeof value['name'] === 'string' ? value['name'] : undefined
}

/** Returns the description of an interaction. */
export function descriptionOf({ description }: Interaction): string {
  return typeof description === 'string' && description !== '' ? description : 'an interaction without a description'
}

/** Returns the provider states of an interaction, in the forms of all versions of the specification. */
export function statesInPact(interaction: Interaction): readonly StateInPact[] {
  const given = interaction['providerStates'] ?? interaction['providerState'] ?? interaction['provider_state']
  const states: readonly unknown[] = Array.isArray(given) ? given : [given]
  return states.flatMap((state): StateInPact[] => {
    if (typeof state === 'string') return state === '' ? [] : [{ name: state }]
    if (!isObject(state) || typeof state['name'] !== 'string' || state['name'] === '') return []
    return [{ name: state['name'], parameters: isObject(state['params']) ? state['params'] : {} }]
  })
}

/** Tells whether an interaction is a message, and not an HTTP request. */
export function isMessage({ type }: Interaction): boolean {
  return typeof type === 'string' && !type.startsWith('Synchronous/HTTP')
}

/** The latest version of Pact's specification. */
const LATEST = 4

/** Reads the version of the specification that a pact follows. */
export function specificationOf({ metadata }: Pick<PactDocument, 'metadata'>): number {
  const { pactSpecification, pactSpecificationVersion } = isObject(metadata) ? metadata : {}
  const hyphenated = isObject(metadata) ? metadata['pact-specification'] : undefined
  const nested = [pactSpecification, hyphenated].map((one) => (isObject(one) ? one['version'] : undefined))
  const version = [...nested, pactSpecificationVersion].find((one) => typeof one === 'string')
  const major = Number.parseInt(String(version ?? '3'), 10)
  return Number.isNaN(major) ? 3 : major
}
