export { type ContractCase, contractCases } from './consumer/cases.ts'
export type { CaseResult } from './consumer/check-case.ts'
export { type ConsumerResult, checkConsumer } from './consumer/check-consumer.ts'
export type { CheckName, Problem } from './consumer/check-run.ts'
export type { ConsumerCall, ConsumerOptions } from './consumer/consumer.ts'
export { describeConsumer, type Runner } from './consumer/describe-consumer.ts'
export { type ConsumerOutcome, type Expectation, rejects, resolves, retries } from './consumer/expectations.ts'
export type { ErrorSpec } from './consumer/match-value.ts'
export { PactMissingError } from './pact-missing-error.ts'
export {
  type BrokerOptions,
  type ConsumerVersionSelector,
  VerificationError,
  type VerifyProviderOptions,
  verifyProvider,
} from './provider/verify-provider.ts'
export {
  PROVIDER_STATES,
  type StateParameters,
  UnknownProviderStateError,
  worldOfState,
} from './states/provider-states.ts'
