export { type ContractCase, contractCases } from './cases.ts'
export type { Card, CardJson, Judgement, SituationResult, Verdict } from './certificate/card.ts'
export type { CertifiedCall } from './certificate/certified-function.ts'
export { type CertifyOptions, certifyConsumer, type Progress } from './certificate/certify-consumer.ts'
export { CertifyError, CommandNotFoundError } from './certificate/certify-error.ts'
export { type Change, type Comparison, compareCards } from './certificate/compare-cards.ts'
export type { Ending, Exchange } from './certificate/exchange.ts'
export { CardError, parseCard } from './certificate/parse-card.ts'
export { htmlReport } from './certificate/reports/html.ts'
export { jsonReport } from './certificate/reports/json.ts'
export { type JUnitReportOptions, junitReport } from './certificate/reports/junit.ts'
export { markdownReport } from './certificate/reports/markdown.ts'
export { type TextReportOptions, textReport } from './certificate/reports/text.ts'
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
