/** A mutant that no test can notice, as the program does the same with it. */
export interface EquivalentMutant {
  readonly file: string
  /** The line without its indentation. */
  readonly code: string
  readonly what: string
  readonly why: string
}

/** Mutants that are left out of every sample. */
export const EQUIVALENT: readonly EquivalentMutant[] = []
