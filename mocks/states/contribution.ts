import type { WorldDefinition } from '../service/service.ts'

/** The part of the world that one provider state decides. */
export interface Contribution extends Pick<WorldDefinition, 'account' | 'regions' | 'principals' | 'faults'> {
  /** The name of the state, for messages. */
  readonly state: string
  readonly instances?: readonly Instance[]
  /** Names of instances that must not exist. */
  readonly absent?: readonly string[]
}

/** An instance of a provider state. */
export type Instance = Readonly<Record<string, unknown>> & { readonly name: string }
