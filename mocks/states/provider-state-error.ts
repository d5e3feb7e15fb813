/** A provider state cannot be arranged: its parameters are invalid, or it contradicts another one. */
export class ProviderStateError extends RangeError {
  override readonly name: string = 'ProviderStateError'
}

/** A pact needs a provider state that the simulation does not have. */
export class UnknownProviderStateError extends ProviderStateError {
  override readonly name = 'UnknownProviderStateError'
}
