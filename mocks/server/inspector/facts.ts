import { errorCatalogue } from '../../errors/index.ts'
import { PLAIN_FAULTS } from '../../faults/index.ts'
import { REGIONS } from '../../model/regions.ts'
import { OPERATIONS } from '../../operations/index.ts'
import { STATE_CODES } from '../../world/instance.ts'

/** The page serves the simulation, a fixture that is replayed, or a recorder. */
export type InspectorMode = 'serve' | 'replay' | 'record'

/** The facts that the page knows before it asks for anything. */
export interface InspectorFacts {
  readonly mode: InspectorMode
  /** Stands in the heading, such as the name of a fixture. */
  readonly title: string
  readonly regions: readonly string[]
  readonly states: readonly string[]
  readonly operations: readonly string[]
  readonly errors: readonly { readonly name: string; readonly meaning: string; readonly documented: boolean }[]
  /** The faults that have nothing to say but their name. */
  readonly plainFaults: readonly string[]
}

/** Collects the facts that the page knows before it asks for anything. */
export function inspectorFacts(mode: InspectorMode, title: string): InspectorFacts {
  return {
    mode,
    title,
    regions: REGIONS.map(({ name }) => name),
    states: Object.keys(STATE_CODES),
    operations: [...OPERATIONS.keys()],
    errors: errorCatalogue.map(({ name, meaning, documentedForPut }) => ({
      name,
      meaning,
      documented: documentedForPut,
    })),
    plainFaults: PLAIN_FAULTS,
  }
}
