import { isHttpUrl } from '../../../mocks/protocol/index.ts'
import type { CustomStates } from '../../../mocks/states/index.ts'
import type { BrokerAccess, BrokerOptions } from '../broker/broker-options.ts'
import { checkSelectors } from '../broker/check-selectors.ts'
import { cannotVerify } from './verification-error.ts'

/** The pacts to verify, and the provider. */
export interface VerifyProviderOptions {
  /** Pact files, folders of them, and URLs of pacts in a broker. */
  readonly pacts?: readonly string[] | undefined
  readonly broker?: BrokerOptions | undefined
  /** The credentials for pacts that are named by their URLs. The default is those of `broker`. */
  readonly brokerAccess?: BrokerAccess | undefined
  /** The name of the provider in the pacts. The default is `lightsail`. */
  readonly provider?: string | undefined
  /**
   * The URL of a `lightsail-ports serve`, with `--auth` off or presence. Its world is replaced. By default a simulation is
   * started for the run.
   */
  readonly providerBaseUrl?: string | undefined
  /** The version that is verified, for the broker. */
  readonly providerVersion?: string | undefined
  /** Its branch. */
  readonly providerVersionBranch?: string | undefined
  /** The URL of the build, which the broker shows beside a result. */
  readonly buildUrl?: string | undefined
  /** Publishes the results of pacts that are named by their URLs. It needs `providerVersion`. */
  readonly publishVerificationResult?: boolean | undefined
  /** Own words for provider states. */
  readonly states?: CustomStates | undefined
  /** The milliseconds that a request to the provider may take. The default is 30,000. */
  readonly timeout?: number | undefined
  /** The level of the messages that Pact prints besides its results. The default is `error`. */
  readonly logLevel?: 'trace' | 'debug' | 'info' | 'warn' | 'error' | undefined
  /** Receives the text that Pact prints. By default it is dropped. */
  readonly onOutput?: ((text: string) => void) | undefined
}

/** Tells whether results are published. */
export function isPublishing({ broker, publishVerificationResult }: VerifyProviderOptions): boolean {
  return broker?.publishVerificationResult === true || publishVerificationResult === true
}

/**
 * Checks the options, before any request.
 *
 * @throws {VerificationError} if an option is invalid or missing
 */
export function checkVerifyOptions(options: VerifyProviderOptions): void {
  const { pacts = [], broker, provider, providerBaseUrl, providerVersion, buildUrl } = options
  if (pacts.length === 0 && broker === undefined) {
    throw cannotVerify('there are no pacts. Name files or folders of them, or a broker.')
  }
  if (provider?.trim() === '') throw cannotVerify('the name of the provider is empty.')
  if (providerBaseUrl !== undefined) checkUrl('provider', providerBaseUrl)
  if (buildUrl !== undefined) checkUrl('build', buildUrl)
  for (const pact of pacts.filter(isHttpUrl)) checkUrl('pact', pact)
  if (broker !== undefined) checkBroker(broker, options)
  refuseEmptyName('providerVersion (--provider-version)', providerVersion)
  refuseEmptyName('providerVersionBranch (--provider-branch)', options.providerVersionBranch)
  if (!isPublishing(options)) return
  if (providerVersion === undefined) {
    throw cannotVerify(
      'a result is published for a version. Give providerVersion (--provider-version), e.g. the commit.',
    )
  }
  if (broker === undefined && !pacts.some(isHttpUrl)) {
    throw cannotVerify('a result is published to a broker. Name one, or the URL of a pact in one.')
  }
}

function checkBroker(broker: BrokerOptions, { providerVersionBranch }: VerifyProviderOptions): void {
  const { url, consumerVersionSelectors, enablePending = true, includeWipPactsSince, timeout = 1 } = broker
  checkUrl('broker', url)
  if (consumerVersionSelectors !== undefined) checkSelectors(consumerVersionSelectors, providerVersionBranch)
  if (includeWipPactsSince !== undefined && !isDate(includeWipPactsSince)) {
    throw cannotVerify(`${JSON.stringify(includeWipPactsSince)} is not a date. Use one such as 2026-01-31.`)
  }
  if (!(Number.isFinite(timeout) && timeout > 0)) {
    throw cannotVerify(`the time limit for the broker is ${String(timeout)}. Use milliseconds from 1.`)
  }
  if (providerVersionBranch !== undefined || !(enablePending || includeWipPactsSince !== undefined)) return
  const needs = includeWipPactsSince === undefined ? 'pending pacts are' : 'work in progress is'
  throw cannotVerify(
    `${needs} decided by the branch of the provider. Give providerVersionBranch (--provider-branch)${includeWipPactsSince === undefined ? ', or switch pending pacts off with enablePending: false (--no-pending)' : ''}.`,
  )
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text))
}

function refuseEmptyName(option: string, value: string | undefined): void {
  if (value?.trim() === '') throw cannotVerify(`${option} is empty. Give one, or leave it out.`)
}

function checkUrl(owner: string, text: string): void {
  const url = isHttpUrl(text) ? new URL(text) : undefined
  if (url === undefined) {
    throw cannotVerify(`${JSON.stringify(text)} is not the URL of a ${owner}. Use one such as http://127.0.0.1:4566.`)
  }
  if (url.username === '' && url.password === '') return
  throw cannotVerify(`the URL of the ${owner} has credentials in it, which would be printed. Give them apart from it.`)
}
