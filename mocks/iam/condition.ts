import type { Complain } from '../definitions/definition.ts'
import { clipped } from '../errors/index.ts'
import { isObject } from '../protocol/json.ts'
import { isConditionKey, type KeyValues, NO_SUCH_KEY } from './condition-keys.ts'
import { CONDITION_OPERATORS, type ConditionOperator } from './condition-operators.ts'
import { readList } from './elements.ts'

/** Tells whether a condition holds for a request. */
export type Condition = (values: KeyValues) => boolean

const BY_NAME = new Map(CONDITION_OPERATORS.map((operator) => [operator.name.toLowerCase(), operator]))
const NO_SUCH_OPERATOR = `is not a condition operator that is evaluated here. Use ${CONDITION_OPERATORS.map(({ name }) => name).join(', ')} or Null, and with ForAnyValue:, ForAllValues: or IfExists`

/** An operator's name: `ForAllValues:StringLikeIfExists`. */
const NAME = /^(?:(ForAnyValue|ForAllValues):)?(.*?)(IfExists)?$/i

/**
 * Reads a Condition element. All of its operators have to hold, for all of their keys, with any of the values.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function readCondition(given: unknown, variables: boolean, at: string, complain: Complain): Condition {
  if (given === undefined) return () => true
  if (!isObject(given)) {
    complain(at, 'is not an object')
    return () => false
  }
  const conditions = Object.entries(given).flatMap(([name, block]) =>
    readBlock(name, block, variables, `${at}.${clipped(name, 64)}`, complain),
  )
  return (values) => conditions.every((holds) => holds(values))
}

type ReadKey = (key: string, values: readonly string[], at: string) => Condition

function readBlock(name: string, block: unknown, variables: boolean, at: string, complain: Complain): Condition[] {
  const readKey = readOperator(name, variables, at, complain)
  if (readKey === undefined) return []
  if (!isObject(block)) {
    complain(at, 'is not an object of condition keys')
    return []
  }
  return Object.entries(block).map(([key, value]) => {
    const path = `${at}.${clipped(key, 64)}`
    if (!isConditionKey(key)) complain(path, `${clipped(key, 64)} ${NO_SUCH_KEY}`)
    return readKey(key, readList(value, path, complain, asText), path)
  })
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value)
  return typeof value === 'string' ? value : undefined
}

function readOperator(name: string, variables: boolean, at: string, complain: Complain): ReadKey | undefined {
  const [, set, base = '', ifExists] = NAME.exec(name) ?? []
  if (base.toLowerCase() === 'null' && ifExists === undefined)
    return (key, texts, path) => readNull(key, texts, path, complain)
  const operator = BY_NAME.get(base.toLowerCase())
  if (operator === undefined) {
    complain(at, `${clipped(name, 64)} ${NO_SUCH_OPERATOR}`)
    return undefined
  }
  const setOperator = set?.toLowerCase()
  const absent = ifExists !== undefined || holdsForNothing(setOperator, operator)
  const isForAll = setOperator === undefined ? operator.negated : setOperator === 'forallvalues'
  return (key, texts, path) => {
    const tests = texts.map((text) => operator.read(text, variables, path, complain))
    return (values) => {
      const given = values(key)
      if (given === undefined) return absent
      const holds = (value: string): boolean => {
        const results = tests.map((test) => test(value, values))
        return operator.negated ? results.every((result) => result === false) : results.includes(true)
      }
      const all = typeof given === 'string' ? [given] : given
      return isForAll ? all.every(holds) : all.some(holds)
    }
  }
}

/** Decides for a key without a value. */
function holdsForNothing(set: string | undefined, { negated }: ConditionOperator): boolean {
  return set === undefined ? negated : set === 'forallvalues'
}

function readNull(key: string, texts: readonly string[], at: string, complain: Complain): Condition {
  const wanted = texts.map((text) => text.toLowerCase())
  if (!wanted.every((text) => text === 'true' || text === 'false')) complain(at, 'Null takes true or false')
  return (values) => wanted.includes(String(values(key) === undefined))
}
