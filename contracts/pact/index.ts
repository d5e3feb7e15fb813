export { type ContractCase, contractCases } from './cases.ts'
export { type CaseResult, type CheckName, type ConsumerResult, checkConsumer, type Problem } from './check-consumer.ts'
export type { ConsumerCall, ConsumerOptions } from './consumer.ts'
export { describeConsumer, type Runner } from './describe-consumer.ts'
export { type ConsumerOutcome, type ErrorSpec, type Expectation, rejects, resolves, retries } from './expectations.ts'
export { PactMissingError } from './pact-missing-error.ts'
export { PROVIDER_STATES, type StateParameters, UnknownProviderStateError, worldOfState } from './provider-states.ts'
export {
  type BrokerOptions,
  type ConsumerVersionSelector,
  VerificationError,
  type VerifyProviderOptions,
  verifyProvider,
} from './verify-provider.ts'
