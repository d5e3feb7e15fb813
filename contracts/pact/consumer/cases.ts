import type { DocumentedErrorName, PortInfo } from '../../../mocks/server/index.ts'
import type { StateParameters } from '../../../mocks/states/index.ts'

/**
 * One case of the contract: the state of the provider, and the job of the consumer. The consumer's real code sends the
 * requests that go into the contract, and the simulation gives the replies.
 */
export interface ContractCase {
  /** A unique name, e.g. `a success with one rule`. */
  readonly name: string
  readonly state: { readonly name: string; readonly parameters: StateParameters & { readonly name: string } }
  /** The job that the consumer is given. */
  readonly input: { readonly instanceName: string; readonly portInfos: readonly PortInfo[] }
  /** The error that the simulation answers, or `undefined` for success. */
  readonly error: DocumentedErrorName | 'ThrottlingException' | undefined
}

const NAME = 'web-1'
/** The rule that is open before each job. The job adds to it, or replaces it. */
const SSH: PortInfo = { protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['203.0.113.7/32'] }
const HTTPS: PortInfo = { protocol: 'tcp', fromPort: 443, toPort: 443 }

function success(name: string, ...portInfos: PortInfo[]): ContractCase {
  return {
    name: `a success: ${name}`,
    state: { name: 'an instance', parameters: { name: NAME, ports: [SSH] } },
    input: { instanceName: NAME, portInfos },
    error: undefined,
  }
}

function failure(
  error: NonNullable<ContractCase['error']>,
  state: string,
  more: {
    readonly name?: string
    readonly parameters?: StateParameters
    readonly input?: Partial<ContractCase['input']>
  } = {},
): ContractCase {
  const { name, parameters, input } = more
  return {
    name: name === undefined ? error : `${error}: ${name}`,
    state: { name: state, parameters: { name: NAME, ports: [SSH], ...parameters } },
    input: { instanceName: NAME, portInfos: [HTTPS], ...input },
    error,
  }
}

/**
 * The cases of a contract with Lightsail's firewall: success in all its shapes, each documented error by its cause, and
 * throttling.
 *
 * @example
 * contractCases.filter(({ error }) => error === 'InvalidInputException')
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_PutInstancePublicPorts.html
 */
export const contractCases: readonly ContractCase[] = [
  success('one rule', HTTPS),
  success('several rules', { protocol: 'tcp', fromPort: 80, toPort: 80 }, HTTPS, {
    protocol: 'udp',
    fromPort: 8000,
    toPort: 8080,
  }),
  success('IPv4 addresses', { ...HTTPS, cidrs: ['192.0.2.0/24', '203.0.113.7/32'] }),
  success('IPv6 addresses', { ...HTTPS, ipv6Cidrs: ['2001:db8::/32'] }),
  success('an alias', { protocol: 'tcp', fromPort: 22, toPort: 22, cidrListAliases: ['lightsail-connect'] }),
  success('ping', { protocol: 'icmp', fromPort: 8, toPort: -1 }),
  success('all protocols', { protocol: 'all', fromPort: 0, toPort: 65_535 }),
  success('no rules'),
  failure('AccessDeniedException', 'a caller who may not put ports'),
  failure('AccountSetupInProgressException', 'an account in set-up'),
  failure('InvalidInputException', 'an instance', {
    name: 'the name',
    input: { instanceName: '-web-1-' },
  }),
  failure('InvalidInputException', 'an instance', {
    name: 'the range',
    input: { portInfos: [{ protocol: 'tcp', fromPort: 443, toPort: 80 }] },
  }),
  failure('InvalidInputException', 'an instance', {
    name: 'the address',
    input: { portInfos: [{ ...HTTPS, cidrs: ['192.0.2.0/33'] }] },
  }),
  failure('InvalidInputException', 'an instance', {
    name: 'the protocol',
    input: { portInfos: [{ protocol: 'icmp6', fromPort: -1, toPort: -1 }] },
  }),
  failure('NotFoundException', 'no instance'),
  failure('OperationFailureException', 'an instance', { parameters: { state: 'pending' } }),
  failure('RegionSetupInProgressException', 'a Region in set-up'),
  failure('ServiceException', 'a service that fails'),
  failure('UnauthenticatedException', 'a caller who is not authenticated'),
  failure('ThrottlingException', 'a service that throttles'),
]
