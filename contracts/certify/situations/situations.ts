import {
  type DocumentedErrorName,
  errorCatalogue,
  type Fault,
  type FaultDefinition,
  fault,
  type LightsailService,
  type PortInfo,
  type ServiceOptions,
} from '../../../mocks/server/index.ts'
import { inAccountSetup, inRegionSetup, withCaller, withoutInstance } from '../../consumers/worlds.ts'
import { isChange, isRead, JOB } from '../job.ts'
import type { Credentials, Situation } from './situation.ts'

const SSH: PortInfo = { protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['203.0.113.7/32'] }
const ARN = 'arn:aws:iam::123456789012:user/certified'
/** What another writer opens. */
const OTHERS: PortInfo = { protocol: 'tcp', fromPort: 8443, toPort: 8443, cidrs: ['198.51.100.0/24'] }
const OTHERS_SHOWN = '8443/tcp from 198.51.100.0/24'

/** An instance that somebody looks after: SSH from one place. */
const INSTANCE = { name: JOB.instanceName, ports: [SSH] }

type Calls = NonNullable<Extract<FaultDefinition['when'], (...args: never[]) => unknown>>

/** What happens to changes only: a consumer that reads first is to get as far as its change. */
const ON_CHANGES: Calls = ({ operation }) => isChange(operation)

/** So many changes go wrong. */
function changesFail(
  times: number | 'always',
  ...faults: readonly (Fault & { error?: string })[]
): () => ServiceOptions {
  const definitions = faults.map((one) => ({ ...one, times, when: ON_CHANGES }) as FaultDefinition)
  return () => ({ instances: [INSTANCE], faults: definitions })
}

/** The job can be done: nothing goes wrong. Who is let in is looked at here, too. */
function success(name: string, title: string, instance: object): Situation {
  const instances = [{ name: JOB.instanceName, ...instance }]
  const service = (credentials: Credentials) => ({ ...verifying()(credentials), instances })
  return { name, title, expects: 'success', isPlain: true, service }
}

/** Reads go wrong, which is nothing to a consumer that does not read. */
function reads(name: string, title: string, one: Fault, more: Partial<Situation> = {}): Situation {
  const faults = [{ ...one, times: 'always', when: ({ operation }) => isRead(operation) } as FaultDefinition]
  const service = () => ({ instances: [INSTANCE], faults })
  return { name, title, expects: 'either', isTransient: true, ofReads: true, service, ...more }
}

/** One change goes wrong, and the next one does not. */
function recovery(name: string, title: string, one: Fault, more: Partial<Situation> = {}): Situation {
  return { name, title, expects: 'recovery', service: changesFail(1, one), ...more }
}

/** How each documented error comes about, and which calls it is the answer to. */
const CAUSES: Readonly<
  Record<
    DocumentedErrorName,
    { readonly cause: string; readonly to: Calls; readonly state?: ServiceOptions; readonly mayPass?: true }
  >
> = {
  AccessDeniedException: {
    cause: 'a policy denies the change',
    to: ON_CHANGES,
    state: readOnly(),
  },
  AccountSetupInProgressException: {
    cause: 'the account is being set up',
    to: () => true,
    state: inAccountSetup({ instances: [INSTANCE] }),
    mayPass: true,
  },
  InvalidInputException: { cause: 'the service takes the input for invalid', to: ON_CHANGES },
  NotFoundException: {
    cause: 'there is no such instance',
    to: ({ instanceName }) => instanceName !== undefined,
    state: withoutInstance(JOB.instanceName),
  },
  OperationFailureException: {
    cause: 'the instance is pending',
    to: ON_CHANGES,
    state: { instances: [{ ...INSTANCE, state: 'pending' }] },
    mayPass: true,
  },
  RegionSetupInProgressException: {
    cause: 'the Region is being set up',
    to: () => true,
    state: inRegionSetup({ instances: [INSTANCE] }),
    mayPass: true,
  },
  ServiceException: { cause: 'the service fails, whatever is tried', to: ON_CHANGES },
  UnauthenticatedException: { cause: 'the caller is not authenticated', to: ON_CHANGES },
}

/** A documented error by its cause, and the same with another text, another code and the other table of statuses. */
function documentedError(name: DocumentedErrorName): Situation[] {
  const { cause, to, state, mayPass = false } = CAUSES[name]
  const [kebab, isTransient] = [nameOf(name), isRetried(name)]
  const forced = (details: object): FaultDefinition => ({ error: name, ...details, times: 'always', when: to })
  const otherwise = {
    message: 'In other words.',
    code: 'AnotherCode',
    tip: 'Another tip.',
    docs: 'https://example.com/',
  }
  return [
    {
      ...{ name: kebab, title: `${cause}: ${name}`, expects: 'failure', error: name, isTransient, mayPass },
      service: () => state ?? { instances: [INSTANCE], faults: [forced({})] },
    },
    {
      ...{ name: `${kebab}-by-the-model`, title: `${name} with another text, another code, and the model's status` },
      ...{ expects: 'failure', error: name, isTransient, mayPass, sameAs: kebab },
      // What is there besides is the same.
      service: () => ({ ...(state ?? { instances: [INSTANCE] }), statusCodes: 'model', faults: [forced(otherwise)] }),
    },
  ]
}

function isRetried(name: string): boolean {
  return errorCatalogue.some((entry) => entry.name === name && (entry.retried.js || entry.retried.botocore))
}

/** `AccessDeniedException` is `access-denied`; of `ServiceException` too little would be left. */
function nameOf(error: string): string {
  const short = error.replace(/(?<!^Service)Exception$/, '')
  return short.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
}

const documented = errorCatalogue.flatMap(({ name }) =>
  Object.hasOwn(CAUSES, name) ? documentedError(name as DocumentedErrorName) : [],
)

/** The service of an account whose principal may look, and change nothing: by Put or by any other action. */
function readOnly(): ServiceOptions {
  return withCaller({ instances: [INSTANCE] }, 'certified', [
    { Effect: 'Allow', Action: 'lightsail:Get*', Resource: '*' },
  ])
}

/** A service that looks at signatures, for one principal who may do everything. */
function verifying(expiration?: string): (credentials: Credentials) => ServiceOptions {
  return (credentials) => ({
    instances: [INSTANCE],
    auth: 'verify',
    principals: [
      {
        ...{ ...credentials, arn: ARN, expiration },
        policies: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }],
      },
    ],
  })
}

/** Between its last look and its first change somebody else opens a port. */
function anotherWriter(service: LightsailService): void {
  let hasRead = false
  let hasWritten = false
  const watching: Calls = ({ operation }) => {
    hasRead ||= isRead(operation)
    if (hasRead && !hasWritten && isChange(operation) && service.instances.has(JOB.instanceName)) {
      hasWritten = true
      openOthers(service)
    }
    return false
  }
  service.faults.when(watching, fault.delay(0))
}

function openOthers(service: LightsailService): void {
  const instance = service.instances.get(JOB.instanceName)
  instance.update({ ports: [...(instance.toJSON().ports ?? []), OTHERS] })
}

/** What may happen to a consumer, each with a service of its own. Those that take longest come first. */
export const situations: readonly Situation[] = [
  success('fresh-instance', 'a fresh instance: 22 and 80 are open to all', {}),
  success('ports-already-right', 'the ports of the job are open already, and SSH', { ports: [SSH, ...JOB.portInfos] }),
  success('extra-ports-open', 'SSH and two more ports are open', {
    ports: [
      SSH,
      { protocol: 'tcp', fromPort: 8080, toPort: 8080 },
      { protocol: 'udp', fromPort: 51_820, toPort: 51_820, cidrs: ['192.0.2.0/24'] },
    ],
  }),
  success('ipv6-only-instance', 'an instance without an IPv4 address', {
    ipAddressType: 'ipv6',
    ports: [{ protocol: 'tcp', fromPort: 22, toPort: 22, ipv6Cidrs: ['2001:db8::7/128'] }],
  }),
  ...documented,
  recovery('throttled-once', 'one change is throttled', fault.error('ThrottlingException')),
  recovery(
    'throttled-with-retry-after',
    'one change is throttled, with Retry-After: 1',
    fault.error('ThrottlingException', { retryAfter: 1 }),
    { retryAfter: 1000 },
  ),
  {
    ...{ name: 'throttled-for-good', title: 'every change is throttled', expects: 'failure' },
    ...{ error: 'ThrottlingException', isTransient: true, backsOff: true },
    service: changesFail('always', fault.error('ThrottlingException')),
  },
  recovery('service-error-once', 'one change fails with ServiceException', fault.error('ServiceException')),
  recovery('service-error-twice', 'two changes fail with ServiceException', fault.error('ServiceException'), {
    service: changesFail(2, fault.error('ServiceException')),
    failures: 2,
  }),
  {
    ...{ name: 'expired-token', title: 'the session token has expired', expects: 'failure' },
    ...{ error: 'ExpiredTokenException', allowsTries: 2 },
    service: verifying('2020-01-01T00:00:00Z'),
  },
  {
    ...{ name: 'clock-skew', title: "the service's clock is an hour ahead of the consumer's", expects: 'either' },
    ...{ error: 'InvalidSignatureException', isTransient: true },
    service: verifying(),
    arrange: ({ clock }) => clock.advance('1h'),
  },
  recovery('reset-before-reply', 'the connection is reset before a change is carried out', fault.reset('before')),
  recovery(
    'reset-during-reply',
    'a change is carried out, and the connection is reset in the middle of its reply',
    fault.reset('during'),
    { losesReply: true },
  ),
  recovery('reset-after-reply', 'the connection is reset after the reply to a change', fault.reset('after'), {
    expects: 'success',
  }),
  recovery('commit-then-drop', 'a change is carried out, and its reply is lost', fault.commitThenDrop(), {
    losesReply: true,
  }),
  recovery('truncated-reply', 'a change is carried out, and its reply breaks off', fault.truncate(20), {
    losesReply: true,
  }),
  {
    ...{ name: 'empty-reply', title: 'changes are carried out, and their replies are empty', expects: 'either' },
    ...{ service: changesFail('always', fault.emptyBody()), isTransient: true },
  },
  {
    ...reads('read-throttled-once', 'one read is throttled', fault.error('ThrottlingException'), {
      expects: 'recovery',
    }),
    service: () => ({
      instances: [INSTANCE],
      faults: [{ error: 'ThrottlingException', when: ({ operation }) => isRead(operation) }],
    }),
  },
  reads('read-fails', 'every read fails with ServiceException', fault.error('ServiceException'), {
    error: 'ServiceException',
  }),
  reads('read-empty', 'replies to reads are empty', fault.emptyBody()),
  reads('read-malformed', 'replies to reads are half of their JSON', fault.malformedJson()),
  recovery('html-503', 'a proxy answers a change with 503 and a page of HTML', fault.html(503)),
  {
    ...{
      name: 'malformed-reply',
      title: 'changes are carried out, and their replies are half of their JSON',
      expects: 'either',
    },
    ...{ service: changesFail('always', fault.malformedJson()), isTransient: true },
  },
  {
    ...{
      name: 'unknown-error',
      title: 'an error of a type that no SDK knows',
      expects: 'failure',
      error: 'NoSuchThingException',
    },
    service: changesFail('always', fault.unknownError()),
  },
  {
    ...{ name: 'never-answers', title: 'no change is ever answered', expects: 'failure', isTransient: true },
    service: changesFail('always', fault.neverAnswer()),
  },
  recovery('slow-reply', 'the reply to a change takes 1.5 seconds', fault.delay(1500), { expects: 'success' }),
  recovery('succeeds-slowly', 'a change is Started, and Succeeded half a second later', fault.succeedSlowly(500), {
    ...{ expects: 'success', service: changesFail('always', fault.succeedSlowly(500)) },
  }),
  recovery('fails-slowly', 'a change is Started, and Failed half a second later', fault.succeedSlowly(500), {
    ...{ expects: 'failure', isAdvice: true },
    service: changesFail('always', fault.succeedSlowly(500, { fails: true })),
  }),
  {
    ...{
      name: 'another-writer',
      title: 'somebody else opens a port between its read and its write',
      expects: 'success',
    },
    ...{ service: () => ({ instances: [INSTANCE] }), arrange: anotherWriter, others: OTHERS_SHOWN },
  },
  {
    ...{ name: 'stale-read', title: 'its first read is one change old', expects: 'success', others: OTHERS_SHOWN },
    service: () => ({
      instances: [INSTANCE],
      faults: [{ fault: 'staleReply', when: ({ operation }) => isRead(operation) }],
    }),
    arrange: openOthers,
  },
]
