/** A consumer cannot be certified as it was asked for. */
export class CertifyError extends TypeError {
  override readonly name = 'CertifyError'
}

/** A command cannot be run at all. */
export class CommandNotFoundError extends Error {
  override readonly name = 'CommandNotFoundError'
}
