import fc from 'fast-check'

/** A property that has to hold for every input. */
export interface FuzzTarget {
  /** Names it in `--only`. */
  readonly name: string
  /** The property, as a sentence. */
  readonly title: string
  /** The inputs of one round of `npm run fuzz`. */
  readonly round: number
  /** The inputs of one run of `npm test`. */
  readonly quick: number
  /** Runs a number of inputs that follow from a seed. */
  readonly run: (runs: number, seed: number | undefined) => Promise<FuzzResult>
}

export interface FuzzResult {
  /** The inputs that were tried. */
  readonly runs: number
  /** The smallest input that the property does not hold for, as a text with its seed. */
  readonly failure: string | undefined
}

type Given = Omit<FuzzTarget, 'run'>

/** Declares a target whose check returns at once. It throws if the property does not hold. */
export function target<Input>(given: Given, inputs: fc.Arbitrary<Input>, check: (input: Input) => void): FuzzTarget {
  return {
    ...given,
    run: async (runs, seed) => resultOf(fc.check(fc.property(inputs, check), parametersOf(runs, seed))),
  }
}

/** Declares a target whose check waits. */
export function asyncTarget<Input>(
  given: Given,
  inputs: fc.Arbitrary<Input>,
  check: (input: Input) => Promise<void>,
): FuzzTarget {
  return {
    ...given,
    run: async (runs, seed) => resultOf(await fc.check(fc.asyncProperty(inputs, check), parametersOf(runs, seed))),
  }
}

function resultOf<Input>(details: fc.RunDetails<Input>): FuzzResult {
  if (!details.failed) return { runs: details.numRuns, failure: undefined }
  const { stack } = details.errorInstance as Error
  return { runs: details.numRuns, failure: `${fc.defaultReportMessage(details)}\n${stack}` }
}

function parametersOf<Input>(numRuns: number, seed: number | undefined): fc.Parameters<Input> {
  return { numRuns, ...(seed !== undefined && { seed }) }
}

/** Fails with a message. */
export function fail(message: string): never {
  throw new Error(message)
}

/**
 * Runs a function that may throw errors of some classes, or one with a message of ours, and no other. Returns its
 * result, `undefined` if it threw.
 */
export function allowing<Value>(
  classes: readonly (abstract new (...given: never) => Error)[],
  run: () => Value,
): Value | undefined {
  try {
    return run()
  } catch (error) {
    if (classes.some((one) => error instanceof one) || isOurs(error)) return undefined
    throw error
  }
}

/** Tells whether somebody wrote the message of an error for its reader. */
function isOurs(error: unknown): boolean {
  return error instanceof TypeError && error.message.startsWith('Failed to ')
}
