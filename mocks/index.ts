export { type Behaviour, type BehaviourId, behaviours, type RuleName, type Rules } from './behaviours.ts'
export type { Auth } from './checks/authentication.ts'
export type { Throttling } from './checks/throttling.ts'
export { InvalidDefinitionError } from './definitions/definition.ts'
export type { LightsailFetch } from './doors/fetch.ts'
export {
  errorResponse,
  type OperationHandlerOptions,
  type OperationResolver,
  type OperationResolverInfo,
  operation,
} from './doors/operation-handler.ts'
export type { LightsailRequestHandler, RequestHandlerOptions } from './doors/request-handler.ts'
export type { Call, CallJournal, Invocation, Outcome, PortsChange } from './engine/calls.ts'
export type { ExplainOptions, Explanation, Refusal } from './engine/explain.ts'
export type { ReplyDefinition, ReplyScript } from './engine/replies.ts'
export {
  type CatalogueEntry,
  type DocumentedErrorName,
  type ErrorDetails,
  type ErrorName,
  type Evidence,
  errorCatalogue,
  type StatusCodes,
} from './errors/index.ts'
export {
  type ClockSkewFault,
  type ComposedFault,
  type ContentTypeFault,
  type DelayFault,
  type ErrorFault,
  type Fault,
  fault,
  type HtmlFault,
  type NeverAnswerFault,
  type PlainFault,
  type ResetFault,
  type SingleFault,
  type SucceedSlowlyFault,
  type TrickleFault,
  type TruncateFault,
} from './faults/fault.ts'
export type { FaultDefinition, FaultMatch } from './faults/fault-definition.ts'
export type { FaultScript, GivenFault } from './faults/fault-script.ts'
export type { FaultSubject } from './faults/fault-subject.ts'
export type { AccessDecision } from './iam/evaluate.ts'
export { createLightsail, type Lightsail, type LightsailOptions } from './lightsail.ts'
export type { OperationName } from './model/operation-names.ts'
export type { Clock } from './runtime/clock.ts'
export { ClockError, createVirtualClock, type MovableClock } from './runtime/movable-clock.ts'
export type { GivenBootTime } from './service/boot-time.ts'
export type { LightsailService, ServiceOptions, WorldDefinition } from './service/service.ts'
export type { ServiceSettings } from './service/service-settings.ts'
export type { InstanceState } from './world/instance.ts'
export { type Instances, type LightsailInstance, NoSuchInstanceError } from './world/instances.ts'
export type { LockOut, RuleDifference } from './world/port-difference.ts'
export type { PortInfo } from './world/port-info.ts'
export type { IpAddressType } from './world/port-rule.ts'
export type { InstancePortState } from './world/port-state.ts'
export type { PrincipalDefinition } from './world/principal.ts'
export type { InstanceSnapshotDefinition, KeyPairDefinition, StaticIpDefinition } from './world/resources-json.ts'
export type { AddOnDefinition, InstanceChange, InstanceDefinition, Setup } from './world/world.ts'
