import { Command, InvalidArgumentError } from 'commander'
import type { BrokerOptions } from '../../contracts/pact/index.ts'
import { CommandFailure, UsageError } from '../support/usage-error.ts'

type Selectors = NonNullable<BrokerOptions['consumerVersionSelectors']>

interface VerifyFlags {
  readonly pact?: readonly string[]
  readonly providerBaseUrl?: string
  readonly brokerBaseUrl?: string
  readonly consumerVersionSelector?: Selectors
  readonly pending: boolean
  readonly includeWipPactsSince?: string
  readonly publish?: boolean
  readonly timeout?: number
  readonly providerVersion?: string
  readonly providerBranch?: string
}

/** `lightsail-ports verify` */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('verify pacts against the simulation, or against a provider that runs somewhere else')
    .option('--pact <path...>', 'pact files, and folders of them')
    .option('--provider-base-url <url>', 'a lightsail-ports serve that runs somewhere else; its world is replaced')
    .option('--broker-base-url <url>', 'a Pact broker; its token is read from PACT_BROKER_TOKEN')
    .option(
      '--consumer-version-selector <json>',
      'which pacts of the broker, e.g. {"mainBranch":true}; repeatable',
      append,
    )
    .option('--no-pending', 'new interactions of the broker fail the run at once')
    .option('--include-wip-pacts-since <date>', 'also pacts of the broker that no selector selects')
    .option('--publish', 'tell the broker what came of it; needs --provider-version')
    .option('--timeout <ms>', 'milliseconds that a request may take (default: 30000)', milliseconds)
    .option('--provider-version <version>', 'the version that is verified, e.g. the commit')
    .option('--provider-branch <name>', 'the branch that it is from')
    .action(verify)
}

async function verify(flags: VerifyFlags): Promise<void> {
  const { pact, providerBaseUrl, brokerBaseUrl, providerVersion, publish } = flags
  if (pact === undefined && brokerBaseUrl === undefined) {
    throw new UsageError('There is nothing to verify. Name pacts with --pact, or a broker with --broker-base-url.')
  }
  if (publish === true && (providerVersion === undefined || brokerBaseUrl === undefined)) {
    throw new UsageError(
      'A result is published to a broker, for a version: give --broker-base-url and --provider-version.',
    )
  }
  // With the AWS SDK behind it: the other commands do without.
  const { PactMissingError, VerificationError, verifyProvider } = await import('../../contracts/pact/index.ts')
  try {
    await verifyProvider({
      ...{ pacts: pact, providerBaseUrl, providerVersion, providerVersionBranch: flags.providerBranch },
      timeout: flags.timeout,
      ...(brokerBaseUrl !== undefined && {
        broker: {
          url: brokerBaseUrl,
          ...{ consumerVersionSelectors: flags.consumerVersionSelector, enablePending: flags.pending },
          ...{ includeWipPactsSince: flags.includeWipPactsSince, publishVerificationResult: publish },
        },
      }),
    })
    process.stdout.write('The provider keeps its contracts.\n')
  } catch (error) {
    if (error instanceof PactMissingError) throw new UsageError(error.message)
    if (error instanceof VerificationError) throw new CommandFailure(error.message)
    throw error
  }
}

function milliseconds(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Use a whole number of milliseconds from 1.')
}

function append(text: string, before: Selectors = []): Selectors {
  try {
    const selector: unknown = JSON.parse(text)
    if (typeof selector === 'object' && selector !== null) return [...before, selector as Selectors[number]]
  } catch {
    // Told below.
  }
  throw new InvalidArgumentError('Use JSON such as {"mainBranch":true}.')
}
