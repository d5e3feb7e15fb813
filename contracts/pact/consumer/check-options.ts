import { LONGEST_WAIT } from '../../../mocks/runtime/index.ts'
import { errorCatalogue } from '../../../mocks/server/index.ts'
import type { ConsumerOptions } from './consumer.ts'
import { isExpectation } from './expectations.ts'

const DOCUMENTED: readonly string[] = errorCatalogue
  .filter(({ documentedForPut }) => documentedForPut)
  .map(({ name }) => name)

/** The names that a consumer may promise something for. */
export const PROMISE_NAMES: readonly string[] = [...DOCUMENTED, 'ThrottlingException', 'success']

/**
 * Checks the options of a consumer.
 *
 * @throws {TypeError} if an option is invalid, or if a promise is missing
 */
export function checkConsumerOptions(consumer: ConsumerOptions): void {
  const { name, call, timeout = 1, concurrency = 1 } = consumer
  if (typeof name !== 'string' || !/^[\w.-]{1,100}$/.test(name)) {
    throw invalidConsumer(`its name is ${JSON.stringify(name)}. Use letters, digits, -, _ and . for it.`)
  }
  if (typeof call !== 'function') throw invalidConsumer('call is not a function. Give the code that opens the ports.')
  if (!(Number.isFinite(timeout) && timeout > 0 && timeout <= LONGEST_WAIT)) {
    throw invalidConsumer(`its timeout is ${JSON.stringify(timeout)}. Use milliseconds from 1 to ${LONGEST_WAIT}.`)
  }
  if (!(Number.isInteger(concurrency) && concurrency > 0)) {
    throw invalidConsumer(`its concurrency is ${String(concurrency)}. Use a whole number from 1.`)
  }
  checkPromises((consumer.handles ?? {}) as Readonly<Record<string, unknown>>)
}

function checkPromises(handles: Readonly<Record<string, unknown>>): void {
  const missing = DOCUMENTED.filter((error) => !isExpectation(handles[error]))
  if (missing.length > 0) {
    throw invalidConsumer(
      `handles does not say what it does on ${missing.join(', ')}. Use rejects(…), resolves(…), retries(…) or a function.`,
    )
  }
  const unknown = Object.keys(handles).filter((error) => !PROMISE_NAMES.includes(error))
  if (unknown.length > 0) throw invalidConsumer(`handles has ${unknown.join(', ')}. Use ${PROMISE_NAMES.join(', ')}.`)
}

function invalidConsumer(problem: string): TypeError {
  return new TypeError(`Failed to check the consumer: ${problem}`)
}
