export {
  type CustomStates,
  PROVIDER_STATES,
  type ProviderState,
  ProviderStateError,
  type StateInPact,
  type StateParameters,
  UnknownProviderStateError,
  worldOfState,
  worldOfStates,
} from '../../mocks/states/index.ts'
export type { BrokerAccess, BrokerOptions, ConsumerVersionSelector } from './broker/broker-options.ts'
export { type ContractCase, contractCases } from './consumer/cases.ts'
export type { CaseResult } from './consumer/check-case.ts'
export { type ConsumerResult, checkConsumer } from './consumer/check-consumer.ts'
export type { CheckName, Problem } from './consumer/check-run.ts'
export type { ConsumerCall, ConsumerOptions } from './consumer/consumer.ts'
export { describeConsumer, type Runner } from './consumer/describe-consumer.ts'
export { type ConsumerOutcome, type Expectation, rejects, resolves, retries } from './consumer/expectations.ts'
export type { ErrorSpec } from './consumer/match-value.ts'
export { PactMissingError } from './pact-missing-error.ts'
export { type ProgramOptions, programConsumer } from './program/program-consumer.ts'
export type { ProgramPromise, ProgramPromises } from './program/program-promises.ts'
export { verificationJUnit } from './provider/junit.ts'
export type { InteractionResult, PactResult, VerificationReport } from './provider/report.ts'
export { describeSuccess } from './provider/summary.ts'
export { VerificationError } from './provider/verification-error.ts'
export type { VerifyProviderOptions } from './provider/verify-options.ts'
export { verifyProvider } from './provider/verify-provider.ts'
