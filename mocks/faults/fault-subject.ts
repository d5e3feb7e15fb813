/** The facts about a call that faults are matched against. */
export interface FaultSubject {
  /** The operation that was asked for, simulated or not. */
  readonly operation: string | undefined
  readonly region: string
  /** The ARN of the principal that the credential scope names, if the world has principals. */
  readonly principal: string | undefined
  /** The number of the attempt within one SDK invocation, from 1, if the SDK says. */
  readonly attempt: number | undefined
  /** The parsed body; `undefined` if it is not JSON. */
  readonly input: unknown
  /** The instance that the body names. */
  readonly instanceName: string | undefined
}
