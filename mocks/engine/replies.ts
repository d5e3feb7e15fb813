import * as v from 'valibot'
import { anyObject, InvalidDefinitionError, readDefinition, strictObject } from '../definitions/definition.ts'
import { isOperationName, NO_SUCH_OPERATION, type OperationName } from '../model/operation-names.ts'
import { structure } from '../model/shape.ts'
import type { AnyOperation } from '../operations/operation.ts'
import { stringifyOutput } from '../protocol/output-json.ts'

/** An answer for an operation, simulated or not: the output that its calls are answered with. */
export interface ReplyDefinition {
  readonly operation: OperationName
  /** The output. A moment is a Date, or seconds since 1970. */
  readonly output: Readonly<Record<string, unknown>>
  /** The number of calls that it is for. Default `always`. */
  readonly times?: number | 'always' | undefined
}

const reply = strictObject({
  operation: v.pipe(v.string(), v.check(isOperationName, NO_SUCH_OPERATION)),
  output: anyObject,
  times: v.optional(
    v.custom<number | 'always'>(
      (times) => times === 'always' || (Number.isSafeInteger(times) && Number(times) > 0),
      'is not a whole number of calls from 1, or "always"',
    ),
  ),
})

interface Waiting {
  readonly operation: OperationName
  readonly output: Readonly<Record<string, unknown>>
  times: number | 'always'
}

/**
 * Answers that tests give for operations. They come before the simulation's own; for one operation the oldest is used
 * until its calls are used up.
 *
 * @example
 * lightsail.replies.add({ operation: 'GetDistributions', output: { distributions: [] } })
 */
export class ReplyScript {
  readonly #initial: readonly ReplyDefinition[]
  #waiting: Waiting[] = []
  #check: (operation: string, output: object) => readonly string[] = () => []

  /** @internal */
  constructor(initial: readonly ReplyDefinition[]) {
    this.#initial = initial
    this.restart()
  }

  /** Tells whether no answer is waiting. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0
  }

  /**
   * Adds answers.
   *
   * @throws {InvalidDefinitionError} with the path of everything that is wrong; then none of them is added
   */
  add(...definitions: readonly ReplyDefinition[]): void {
    const read = definitions.map((given, index) => readDefinition(reply, given, 'reply', `replies[${index}]`))
    const problems = read.flatMap(({ operation, output }, index) =>
      this.#check(operation, output).map((problem) => `replies[${index}].output: ${problem}`),
    )
    if (problems.length > 0) throw new InvalidDefinitionError('reply', problems)
    this.#waiting.push(
      // A copy: what the caller does with its object later changes no answer.
      ...read.map(({ operation, output, times = 'always' }) => ({
        operation: operation as OperationName,
        output: JSON.parse(stringifyOutput(output)),
        times,
      })),
    )
  }

  /** The answers that are waiting, in the form in which they can be added. */
  remaining(): readonly Required<ReplyDefinition>[] {
    return this.#waiting.map(({ operation, output, times }) => ({ operation, output, times }))
  }

  /** Drops all answers. */
  clear(): void {
    this.#waiting = []
  }

  /** @internal Lets a function look for problems in all outputs that are added from now on. */
  checkWith(check: (operation: string, output: object) => readonly string[]): void {
    this.#check = check
  }

  /** @internal Puts back the answers of the start. */
  restart(): void {
    this.clear()
    this.add(...this.#initial)
  }

  /** @internal Takes the answer for an operation, as an operation that takes any input. */
  take(name: string): AnyOperation | undefined {
    const found = this.#waiting.find(({ operation }) => operation === name)
    if (found === undefined) return undefined
    if (found.times !== 'always' && --found.times === 0) this.#waiting.splice(this.#waiting.indexOf(found), 1)
    const { output } = found
    return {
      name,
      input: ANY_INPUT,
      authorizedOn: '*',
      check: (input) => input,
      run: () => output,
    }
  }
}

/** The input of an operation that a test answers. It is not checked. */
export const ANY_INPUT: AnyOperation['input'] = structure({})
