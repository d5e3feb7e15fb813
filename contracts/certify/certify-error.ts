/** The options of `certifyConsumer` are wrong. */
export class CertifyError extends TypeError {
  override readonly name = 'CertifyError'
}

/** The command cannot be run at all. */
export class CommandNotFoundError extends Error {
  override readonly name = 'CommandNotFoundError'
}
