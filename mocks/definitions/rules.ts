import { behaviours, DEFAULT_RULES, type RuleName, type Rules } from '../behaviours.ts'
import { clipped } from '../errors/index.ts'
import type { Complain } from './definition.ts'
import { nearestTo } from './nearest.ts'

/** The choices of every rule that has some, by its name. */
const CHOICES: ReadonlyMap<string, readonly string[]> = new Map(
  behaviours.flatMap(({ id, choices }): [string, readonly string[]][] =>
    choices === undefined ? [] : [[id, Object.keys(choices)]],
  ),
)

/**
 * Reads the chosen rules of a world, `{ "put-empty": "refuse" }`, and adds the defaults of all others. Complains of unknown
 * rules and choices, with the nearest.
 */
export function readRules(given: object, at: string, complain: Complain): Rules {
  const rules: Record<string, string> = { ...DEFAULT_RULES }
  for (const [name, choice] of Object.entries(given)) {
    if (choice === undefined) continue
    const choices = CHOICES.get(name)
    const path = `${at}.${clipped(name, 64)}`
    if (choices === undefined) complain(path, unknownRule(name))
    else if (choices.includes(choice)) rules[name] = choice
    else complain(path, `${shown(choice)} is not a choice. ${advice(String(choice), choices)}`)
  }
  return rules as unknown as Rules
}

function unknownRule(name: string): string {
  if (behaviours.some(({ id }) => id === name))
    return 'this rule has no choices. lightsail-ports behaviours lists those that have'
  return `unknown rule. ${advice(name, [...CHOICES.keys()])}`
}

function advice(given: string, possible: readonly string[]): string {
  return `The nearest is ${nearestTo(given, possible)}. Use one of ${possible.join(', ')}`
}

function shown(choice: unknown): string {
  return typeof choice === 'string' ? JSON.stringify(clipped(choice, 64)) : `a value of the type ${typeof choice}`
}

/** Returns the rules whose choice is not the default, as a world file has them. */
export function chosenRules(rules: Rules): Partial<Rules> {
  const chosen = Object.entries(rules).filter(([name, choice]) => DEFAULT_RULES[name as RuleName] !== choice)
  return Object.fromEntries(chosen) as Partial<Rules>
}
