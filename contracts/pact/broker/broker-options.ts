/** Picks versions of consumers, in a broker's own words: `{ mainBranch: true }`, `{ branch: 'next' }`. */
export type ConsumerVersionSelector = Readonly<Record<string, string | boolean>>

/** The credentials for a broker, and the time that it may take. */
export interface BrokerAccess {
  /** A bearer token. The default is the environment's `PACT_BROKER_TOKEN`. */
  readonly token?: string | undefined
  /** The default is the environment's `PACT_BROKER_USERNAME`. */
  readonly username?: string | undefined
  /** The default is the environment's `PACT_BROKER_PASSWORD`. */
  readonly password?: string | undefined
  /** The milliseconds that a request to the broker may take. The default is 30,000. */
  readonly timeout?: number | undefined
}

/** A Pact broker, and the pacts that are taken from it. */
export interface BrokerOptions extends BrokerAccess {
  readonly url: string
  /** The versions of the consumers. The default is those of main branches, and those that are deployed or released. */
  readonly consumerVersionSelectors?: readonly ConsumerVersionSelector[] | undefined
  /** A pact that was never verified does not fail the run. It needs `providerVersionBranch`. The default is true. */
  readonly enablePending?: boolean | undefined
  /** Also takes pacts that no selector selects, from that day on (`2026-01-31`). It needs `providerVersionBranch`. */
  readonly includeWipPactsSince?: string | undefined
  /** Publishes the results to the broker. It needs `providerVersion`. */
  readonly publishVerificationResult?: boolean | undefined
}
