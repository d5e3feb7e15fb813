import {
  type Fault,
  type FaultDefinition,
  fault,
  type LightsailService,
  type PortInfo,
  type ServiceOptions,
} from '../../../mocks/server/index.ts'
import { isChange, isRead, JOB } from '../job.ts'
import type { Recovery } from './expectation.ts'
import type { Credentials, Situation } from './situation.ts'

/** SSH from one place. */
export const SSH: PortInfo = { protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['203.0.113.7/32'] }

/** The instance of the job, as somebody looks after it: SSH is open from one place. */
export const INSTANCE = { name: JOB.instanceName, ports: [SSH] }

/** Tells which calls a fault is for. */
export type CallFilter = NonNullable<Extract<FaultDefinition['when'], (...args: never[]) => unknown>>

/** Picks the calls that change ports: a consumer that reads first gets as far as its change. */
export const ON_CHANGES: CallFilter = ({ operation }) => isChange(operation)

/** Picks the calls that read. */
export const ON_READS: CallFilter = ({ operation }) => isRead(operation)

type Times = number | 'always'

/** Makes a service in which the first calls of a kind go wrong, or all of them. */
export function failing(times: Times, when: CallFilter, one: Fault): () => ServiceOptions {
  return () => ({ instances: [INSTANCE], faults: [{ ...one, times, when } as FaultDefinition] })
}

/** Makes a service in which changes go wrong. */
export function changesFail(times: Times, one: Fault): () => ServiceOptions {
  return failing(times, ON_CHANGES, one)
}

/** Makes a service in which every read goes wrong. */
export function readsFail(one: Fault): () => ServiceOptions {
  return failing('always', ON_READS, one)
}

type InstanceDefinition = Exclude<NonNullable<ServiceOptions['instances']>[number], string>

/** A situation in which nothing goes wrong. The service looks at signatures. */
export function working(name: string, title: string, instance: Partial<InstanceDefinition>): Situation {
  const instances = [{ name: JOB.instanceName, ...instance }]
  return {
    name,
    title,
    expects: { kind: 'done' },
    service: (credentials) => ({ ...verifying()(credentials), instances }),
  }
}

/** A situation in which one change goes wrong, and the next one does not. */
export function recovery(name: string, title: string, one: Fault, more: Partial<Recovery> = {}): Situation {
  const failures = more.failures ?? 1
  return {
    name,
    title,
    expects: { kind: 'recovery', failures, of: 'changes', losesReply: false, retryAfter: undefined, ...more },
    service: changesFail(failures, one),
  }
}

const ARN = 'arn:aws:iam::123456789012:user/certified'

/** Makes a service that looks at signatures, for one principal who may do everything. */
export function verifying(expiration?: string): (credentials: Credentials) => ServiceOptions {
  return (credentials) => ({
    instances: [INSTANCE],
    auth: 'verify',
    principals: [
      {
        ...credentials,
        arn: ARN,
        expiration,
        policies: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }],
      },
    ],
  })
}

/** The rule that another writer opens. */
export const OTHERS: PortInfo = { protocol: 'tcp', fromPort: 8443, toPort: 8443, cidrs: ['198.51.100.0/24'] }
export const OTHERS_TEXT = '8443/tcp from 198.51.100.0/24'

/** Lets another writer open a port. */
export function openOthers(service: LightsailService): void {
  const instance = service.instances.get(JOB.instanceName)
  instance.update({ ports: [...(instance.toJSON().ports ?? []), OTHERS] })
}

/** Lets another writer open a port between the consumer's last look and its first change. */
export function openOthersMeanwhile(service: LightsailService): void {
  let hasRead = false
  let hasWritten = false
  const watch: CallFilter = ({ operation }) => {
    hasRead ||= isRead(operation)
    if (hasRead && !hasWritten && isChange(operation) && service.instances.has(JOB.instanceName)) {
      hasWritten = true
      openOthers(service)
    }
    return false
  }
  service.faults.when(watch, fault.delay(0))
}
