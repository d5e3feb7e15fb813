import { changesPorts, isReadOperation } from '../../../mocks/model/index.ts'
import {
  type Fault,
  type FaultDefinition,
  fault,
  type LightsailService,
  type PortInfo,
  type ServiceOptions,
} from '../../../mocks/server/index.ts'
import type { Job } from '../job.ts'
import type { Recovery, Refusal } from './expectation.ts'
import type { Credentials, Situation } from './situation.ts'

type InstanceDefinition = Exclude<NonNullable<ServiceOptions['instances']>[number], string>

/** SSH from one place. */
export const SSH: PortInfo = { protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['203.0.113.7/32'] }

/** Makes the instance of a job, as somebody looks after it: SSH is open from one place. */
export function instanceOf({ instanceName }: Job): InstanceDefinition {
  return { name: instanceName, ports: [SSH] }
}

/** Tells which calls a fault is for. */
export type CallFilter = NonNullable<Extract<FaultDefinition['when'], (...args: never[]) => unknown>>

/** Picks the calls that change ports: a consumer that reads first gets as far as its change. */
export const ON_CHANGES: CallFilter = ({ operation }) => changesPorts(operation)

/** Picks the calls that read. */
export const ON_READS: CallFilter = ({ operation }) => isReadOperation(operation)

/** Makes a filter that picks the calls after the first change. */
export function afterFirstChange(): CallFilter {
  let hasChanged = false
  return ({ operation }) => {
    if (hasChanged) return true
    hasChanged = changesPorts(operation)
    return false
  }
}

/** Makes a filter that picks changes that ask for something else than the first change. */
export function otherChanges(): CallFilter {
  let first: string | undefined
  return ({ operation, input }) => {
    if (!changesPorts(operation)) return false
    const text = JSON.stringify(input)
    first ??= text
    return text !== first
  }
}

type Times = number | 'always'

/** Makes a service in which the first calls of a kind go wrong, or all of them. */
export function worldWithFault(job: Job, times: Times, when: () => CallFilter, one: Fault): () => ServiceOptions {
  return () => ({ instances: [instanceOf(job)], faults: [{ ...one, times, when: when() } as FaultDefinition] })
}

/** Makes a service in which changes go wrong. */
export function changesFail(job: Job, times: Times, one: Fault): () => ServiceOptions {
  return worldWithFault(job, times, () => ON_CHANGES, one)
}

/** Makes a service in which every read goes wrong. */
export function readsFail(job: Job, one: Fault): () => ServiceOptions {
  return worldWithFault(job, 'always', () => ON_READS, one)
}

/** A situation in which nothing goes wrong. The service looks at signatures. */
export function working(job: Job, name: string, title: string, instance: Partial<InstanceDefinition>): Situation {
  const instances = [{ name: job.instanceName, ...instance }]
  return {
    name,
    title,
    expects: { kind: 'done' },
    service: (credentials) => ({ ...verifying(job)(credentials), instances }),
  }
}

/** A situation in which one change goes wrong, and the next one does not. */
export function recovery(job: Job, name: string, title: string, one: Fault, more: Partial<Recovery> = {}): Situation {
  const failures = more.failures ?? 1
  return {
    name,
    title,
    expects: { kind: 'recovery', failures, of: 'changes', losesReply: false, retryAfter: undefined, ...more },
    service: changesFail(job, failures, one),
  }
}

/** The expectation of an error that no second try changes. */
export function refusal(error: string, more: Partial<Refusal> = {}): Refusal {
  return {
    kind: 'refusal',
    error,
    retryHelps: 'never',
    triesAllowed: 1,
    isThrottling: false,
    isDocumented: false,
    sameAs: undefined,
    ...more,
  }
}

const ARN = 'arn:aws:iam::123456789012:user/certified'
/** The principal of fresh keys. */
const FRESH_ARN = 'arn:aws:iam::123456789012:user/certified-anew'
const ALL_ALLOWED = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }

/** Makes a service that looks at signatures. The caller who signs with the keys of the consumer may do everything. */
export function verifying(job: Job, expiration?: string): (credentials: Credentials) => ServiceOptions {
  return ({ fresh, ...credentials }) => {
    const given = { ...credentials, arn: ARN, expiration, policies: [ALL_ALLOWED] }
    const others = fresh === undefined ? [] : [{ ...fresh, arn: FRESH_ARN, policies: [ALL_ALLOWED] }]
    return { instances: [instanceOf(job)], auth: 'verify', principals: [given, ...others] }
  }
}

/** Makes a service in which the keys of the consumer expire after its first change. Fresh ones are accepted. */
export function expiringHalfWay(job: Job): (credentials: Credentials) => ServiceOptions {
  return (credentials) => {
    const isLater = afterFirstChange()
    const when: CallFilter = (call) => isLater(call) && call.principal !== FRESH_ARN
    return { ...verifying(job)(credentials), faults: [{ error: 'ExpiredTokenException', times: 'always', when }] }
  }
}

/** The rule that another writer opens. */
const OTHERS: PortInfo = { protocol: 'tcp', fromPort: 8443, toPort: 8443, cidrs: ['198.51.100.0/24'] }
export const OTHERS_TEXT = '8443/tcp from 198.51.100.0/24'

/** Lets another writer open a port. */
export function openOthers(service: LightsailService, { instanceName }: Job): void {
  const instance = service.instances.get(instanceName)
  instance.update({ ports: [...(instance.toJSON().ports ?? []), OTHERS] })
}

/** Calls a function at each call that the service gets, before it is carried out. */
export function watchCalls(service: LightsailService, onCall: (operation: string | undefined) => void): void {
  const watch: CallFilter = ({ operation }) => {
    onCall(operation)
    return false
  }
  service.faults.when(watch, fault.delay(0))
}

/** Lets another writer open a port between the consumer's last look and its first change. */
export function openOthersMeanwhile(service: LightsailService, job: Job): void {
  let hasRead = false
  let hasWritten = false
  watchCalls(service, (operation) => {
    hasRead ||= isReadOperation(operation)
    if (hasRead && !hasWritten && changesPorts(operation) && service.instances.has(job.instanceName)) {
      hasWritten = true
      openOthers(service, job)
    }
  })
}
