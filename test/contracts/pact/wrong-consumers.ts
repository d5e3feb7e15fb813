import { createRequire } from 'node:module'
import { setTimeout } from 'node:timers/promises'
import {
  CloseInstancePublicPortsCommand,
  type LightsailServiceException,
  PutInstancePublicPortsCommand,
} from '@aws-sdk/client-lightsail'
import {
  type CheckName,
  type ConsumerCall,
  type ConsumerOptions,
  type ContractCase,
  contractCases,
  rejects,
  resolves,
  retries,
} from 'lightsail-ports-testkit/contracts'

/** Returns a case of the contract. */
export function caseNamed(name: string): ContractCase {
  const one = contractCases.find((given) => given.name === name)
  if (one === undefined) throw new Error(`There is no case ${name}`)
  return one
}

/** The promises of all consumers in this file. */
export const PROMISES: ConsumerOptions['handles'] = {
  success: resolves({ status: 'done' }),
  AccessDeniedException: rejects('AccessDeniedException'),
  AccountSetupInProgressException: resolves({ status: 'try-later' }),
  InvalidInputException: rejects('InvalidInputException'),
  NotFoundException: resolves({ status: 'missing' }),
  OperationFailureException: rejects('OperationFailureException'),
  RegionSetupInProgressException: resolves({ status: 'try-later' }),
  ServiceException: retries(3, rejects('ServiceException')),
  ThrottlingException: retries(3, rejects('ThrottlingException')),
  UnauthenticatedException: rejects('UnauthenticatedException'),
}

interface Put {
  readonly operation?: { readonly status?: string | undefined } | undefined
}

/** The parts of a consumer. Each of them can be wrong. */
interface Parts {
  readonly isMissing: (error: Failed) => boolean
  readonly isLater: (error: Failed) => boolean
  readonly mayHelp: (error: Failed) => boolean
  readonly statusOf: (output: Put) => unknown
  readonly before: (call: ConsumerCall) => unknown
  readonly onError: (error: Failed, call: ConsumerCall) => unknown
}
type Failed = Error & { readonly code?: string; readonly $metadata?: { readonly httpStatusCode?: number } }

const RIGHT: Parts = {
  isMissing: ({ name }) => name === 'NotFoundException',
  isLater: ({ name }) => name === 'AccountSetupInProgressException' || name === 'RegionSetupInProgressException',
  mayHelp: ({ name, code = '', $metadata: { httpStatusCode: status = 0 } = {} }) =>
    ['ServiceException', 'ThrottlingException'].includes(name) || code.startsWith('E') || status > 500,
  statusOf: ({ operation }) => (operation?.status === 'Succeeded' ? 'done' : 'unknown'),
  before: () => {},
  onError: (error) => {
    throw error
  },
}

function consumer(wrong: Partial<Parts>): ConsumerOptions['call'] {
  const parts = { ...RIGHT, ...wrong }
  return async (call) => {
    await parts.before(call)
    for (let attempt = 1; ; attempt++) {
      const { output, error } = await put(call)
      if (error === undefined) return { status: parts.statusOf(output) }
      if (parts.isMissing(error)) return { status: 'missing' }
      if (parts.isLater(error)) return { status: 'try-later' }
      if (!parts.mayHelp(error) || attempt === 3) return await parts.onError(error, call)
      await setTimeout(20 * attempt)
    }
  }
}

async function put({ client, instanceName, portInfos }: ConsumerCall): Promise<{ output: Put; error?: Failed }> {
  try {
    return { output: await client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos })) }
  } catch (error) {
    return { output: {}, error: error as Failed }
  }
}

/** Returns a class of another copy of the SDK: two packages may depend on two versions of it. */
function classOfAnotherCopy(): typeof LightsailServiceException {
  const require = createRequire(import.meta.url)
  const own = Object.keys(require.cache).filter((path) => path.includes('client-lightsail'))
  const kept = own.map((path) => [path, require.cache[path]] as const)
  for (const path of own) delete require.cache[path]
  const { LightsailServiceException: other } = require('@aws-sdk/client-lightsail')
  for (const [path, module] of kept) require.cache[path] = module
  return other
}
const Other = classOfAnotherCopy()

/** Compares classes as `instanceof` does, but without the SDK's own exception for errors of other copies. */
const isInstance = (error: object, type: { readonly prototype: object }): boolean =>
  Object.prototype.isPrototypeOf.call(type.prototype, error)

export const RIGHT_CONSUMER = consumer({})

/** Small consumers with one real mistake each, and the checks that find it. */
export const WRONG_CONSUMERS: readonly {
  readonly mistake: string
  readonly call: ConsumerOptions['call']
  readonly caughtBy: readonly CheckName[]
}[] = [
  { mistake: 'swallows the error', call: consumer({ onError: () => ({ status: 'done' }) }), caughtBy: ['promise'] },
  {
    mistake: 'reads operations instead of operation',
    call: consumer({ statusOf: (output) => (output as { operations?: { status: string }[] }).operations?.[0]?.status }),
    caughtBy: ['promise'],
  },
  {
    mistake: 'decides by the HTTP status',
    call: consumer({
      isLater: ({ name, $metadata }) => name.includes('SetupInProgress') && $metadata?.httpStatusCode === 400,
    }),
    caughtBy: ['promise-whatever-the-text-and-status'],
  },
  {
    mistake: 'decides by the code',
    call: consumer({ isMissing: ({ code }) => code === 'DoesNotExist' }),
    caughtBy: ['promise-whatever-the-text-and-status'],
  },
  {
    mistake: 'decides by the text',
    call: consumer({ isMissing: ({ message }) => message.includes('does not exist') }),
    caughtBy: ['promise-whatever-the-text-and-status'],
  },
  {
    mistake: 'tries again when access is denied',
    call: consumer({ mayHelp: (error) => RIGHT.mayHelp(error) || error.name === 'AccessDeniedException' }),
    caughtBy: ['sends-it-once'],
  },
  {
    mistake: 'treats a set-up as fatal and closes the ports',
    call: consumer({
      isLater: ({ name }) => name === 'RegionSetupInProgressException',
      onError: async (error, { client, instanceName }) => {
        const portInfo = { protocol: 'tcp', fromPort: 22, toPort: 22 } as const
        await client.send(new CloseInstancePublicPortsCommand({ instanceName, portInfo })).catch(() => {})
        throw error
      },
    }),
    caughtBy: ['ports', 'promise'],
  },
  {
    mistake: 'ignores that the instance is missing',
    call: consumer({
      isMissing: () => false,
      onError: (error) => {
        if (error.name === 'NotFoundException') return { status: 'done' }
        throw error
      },
    }),
    caughtBy: ['promise'],
  },
  {
    mistake: 'treats a missing instance as a failure',
    call: consumer({ isMissing: () => false }),
    caughtBy: ['promise'],
  },
  {
    mistake: 'never tries again',
    call: consumer({ mayHelp: () => false }),
    caughtBy: ['promise'],
  },
  {
    mistake: 'compares with the class of another copy of the SDK',
    call: consumer({ isLater: (error) => isInstance(error, Other) && RIGHT.isLater(error) }),
    caughtBy: ['promise'],
  },
  {
    mistake: 'reports success after an OperationFailure',
    call: consumer({
      onError: (error) => {
        if (error.name === 'OperationFailureException') return { status: 'done' }
        throw error
      },
    }),
    caughtBy: ['promise'],
  },
  {
    mistake: 'prints its credentials',
    call: consumer({
      before: ({ credentials }) => process.stderr.write(`signing with ${JSON.stringify(credentials)}\n`),
    }),
    caughtBy: ['no-secret'],
  },
]
