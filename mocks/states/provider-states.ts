import type { FaultDefinition } from '../faults/fault-definition.ts'
import { PORT_OPERATIONS } from '../model/port-operations.ts'
import type { Contribution } from './contribution.ts'
import { readParameters, type StateParameters } from './state-parameters.ts'

/** The access key that the requests of a verification are signed with. */
export const PACT_ACCESS_KEY = 'AKIACONTRACT'

/** A state that a provider can be in. */
export interface ProviderState {
  /** Its meaning, in one sentence. */
  readonly description: string
  /** Parameters to paste into a pact. */
  readonly example: StateParameters
  /** @internal Returns the part of the world that the state decides. */
  readonly contribute: (parameters: StateParameters) => Contribution
}

const EXAMPLE = { name: 'web-1' }

type Read = (parameters: StateParameters) => Contribution

function instanceIn(state: string): Read {
  return (parameters) => ({ state, instances: [readParameters(state, parameters)] })
}

function failingState(state: string, error: string): Read {
  return (parameters) => ({
    ...instanceIn(state)(parameters),
    faults: PORT_OPERATIONS.map((operation) => ({ error, times: 'always', when: { operation } }) as FaultDefinition),
  })
}

/** A policy that allows everything but the operations that change ports. */
const DENIED = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: PORT_OPERATIONS.map((operation) => `lightsail:${operation}`), Resource: '*' },
  ],
}

/**
 * The states that the simulation can be in, by their names in pacts. A state has its natural cause where the simulation has
 * one, and a fault elsewhere.
 *
 * @example
 * Object.keys(PROVIDER_STATES) // ['an instance', 'no instance', …]
 */
export const PROVIDER_STATES: Readonly<Record<string, ProviderState>> = {
  'an instance': {
    description: 'There is an instance of this name.',
    example: { name: 'web-1', ports: [{ protocol: 'tcp', fromPort: 22, toPort: 22 }] },
    contribute: instanceIn('an instance'),
  },
  'no instance': {
    description: 'There is no instance of this name, but another one.',
    example: EXAMPLE,
    contribute: (parameters) => ({
      state: 'no instance',
      absent: [readParameters('no instance', parameters).name],
    }),
  },
  'an account in set-up': {
    description: 'The account is being set up: every call fails with AccountSetupInProgressException.',
    example: EXAMPLE,
    contribute: (parameters) => ({
      ...instanceIn('an account in set-up')(parameters),
      account: { status: 'setup-in-progress' },
    }),
  },
  'a Region in set-up': {
    description: 'The Region us-east-1 is being set up: every call fails with RegionSetupInProgressException.',
    example: EXAMPLE,
    contribute: (parameters) => ({
      ...instanceIn('a Region in set-up')(parameters),
      regions: { 'us-east-1': { status: 'setup-in-progress' } },
    }),
  },
  'a caller who may not put ports': {
    description: 'A policy denies every operation that changes ports: they fail with AccessDeniedException.',
    example: EXAMPLE,
    contribute: (parameters) => ({
      ...instanceIn('a caller who may not put ports')(parameters),
      principals: [
        {
          accessKeyId: PACT_ACCESS_KEY,
          arn: 'arn:aws:iam::123456789012:user/contract',
          policies: [DENIED],
        },
      ],
    }),
  },
  // The requests of a verification are signed, so this state has no natural cause.
  'a caller who is not authenticated': {
    description: 'Every operation that changes ports fails with UnauthenticatedException.',
    example: EXAMPLE,
    contribute: failingState('a caller who is not authenticated', 'UnauthenticatedException'),
  },
  'a service that fails': {
    description: 'Every operation that changes ports fails with ServiceException.',
    example: EXAMPLE,
    contribute: failingState('a service that fails', 'ServiceException'),
  },
  'a service that throttles': {
    description: 'Every operation that changes ports fails with ThrottlingException.',
    example: EXAMPLE,
    contribute: failingState('a service that throttles', 'ThrottlingException'),
  },
}
