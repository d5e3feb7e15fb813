import {
  type DocumentedErrorName,
  errorCatalogue,
  type FaultDefinition,
  type ServiceOptions,
} from '../../../mocks/server/index.ts'
import { inAccountSetup, inRegionSetup, withCaller, withoutInstance } from '../../consumers/worlds.ts'
import type { Job } from '../job.ts'
import { type CallFilter, instanceOf, ON_CHANGES, refusal } from './parts.ts'
import type { Situation } from './situation.ts'

/** The cause of a documented error. */
interface Cause {
  readonly title: string
  /** The calls that it is the answer to. */
  readonly when: CallFilter
  /** The service in which it comes about by itself; without it, the error is forced. */
  readonly world?: ServiceOptions
  /** The error goes away in minutes. */
  readonly isTemporary?: true
}

/** Finds the cause of each documented error. */
function causesOf(job: Job): Readonly<Record<DocumentedErrorName, Cause>> {
  const instances = [instanceOf(job)]
  return {
    AccessDeniedException: {
      title: 'a policy denies the change',
      when: ON_CHANGES,
      // The principal may look, and change nothing, by Put or by any other action.
      world: withCaller({ instances }, 'certified', [{ Effect: 'Allow', Action: 'lightsail:Get*', Resource: '*' }]),
    },
    AccountSetupInProgressException: {
      title: 'the account is being set up',
      when: () => true,
      world: inAccountSetup({ instances }),
      isTemporary: true,
    },
    InvalidInputException: { title: 'the service refuses the input as invalid', when: ON_CHANGES },
    NotFoundException: {
      title: 'the instance does not exist',
      when: ({ instanceName }) => instanceName !== undefined,
      world: withoutInstance(job.instanceName),
    },
    OperationFailureException: {
      title: 'the instance is pending',
      when: ON_CHANGES,
      world: { instances: [{ ...instanceOf(job), state: 'pending' }] },
      isTemporary: true,
    },
    RegionSetupInProgressException: {
      title: 'the Region is being set up',
      when: () => true,
      world: inRegionSetup({ instances }),
      isTemporary: true,
    },
    ServiceException: { title: 'the service fails, whatever is tried', when: ON_CHANGES },
    UnauthenticatedException: { title: 'the caller is not authenticated', when: ON_CHANGES },
  }
}

/**
 * Makes each documented error by its cause, and once more with another text and the other table of statuses. The code of
 * a missing instance is a situation of its own: some SDKs take it for the name of the error.
 */
export function documentedErrors(job: Job): Situation[] {
  const causes = causesOf(job)
  const all = errorCatalogue.flatMap(({ name }) => {
    const cause = Object.hasOwn(causes, name) ? causes[name as DocumentedErrorName] : undefined
    return cause === undefined ? [] : situationsOfError(job, name, cause)
  })
  return [...all, withoutCode(job, causes.NotFoundException)]
}

function withoutCode(job: Job, { when }: Cause): Situation {
  const error = 'NotFoundException'
  return {
    name: 'not-found-without-code',
    title: 'the instance does not exist: NotFoundException without the code DoesNotExist',
    expects: refusal(error, { isDocumented: true }),
    service: () => ({ ...withoutInstance(job.instanceName), faults: [{ error, code: '', times: 'always', when }] }),
  }
}

function situationsOfError(job: Job, name: string, { title, when, world, isTemporary }: Cause): Situation[] {
  const kebab = kebabName(name)
  const retryHelps = isRetriedBySdks(name) ? 'soon' : isTemporary ? 'later' : 'never'
  const expects = refusal(name, { retryHelps, isDocumented: true })
  const forced = (details: object) => ({ error: name, ...details, times: 'always', when }) as FaultDefinition
  return [
    {
      name: kebab,
      title: `${title}: ${name}`,
      expects,
      service: () => world ?? { instances: [instanceOf(job)], faults: [forced({})] },
    },
    {
      name: `${kebab}-by-the-model`,
      title: `${name} with another text and the status of the service's model`,
      expects: { ...expects, sameAs: kebab },
      // Everything else in the world is the same. Only what the service itself varies is varied: text and status.
      service: () => ({
        ...(world ?? { instances: [instanceOf(job)] }),
        statusCodes: 'model',
        faults: [forced({ message: 'In other words.' })],
      }),
    },
  ]
}

function isRetriedBySdks(name: string): boolean {
  return errorCatalogue.some((entry) => entry.name === name && (entry.retried.js || entry.retried.botocore))
}

/** Turns `AccessDeniedException` into `access-denied`. Of `ServiceException` too little would be left. */
function kebabName(error: string): string {
  const short = error.replace(/(?<!^Service)Exception$/, '')
  return short.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
}
