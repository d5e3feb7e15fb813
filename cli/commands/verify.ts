import { readFile, writeFile } from 'node:fs/promises'
import { Command, InvalidArgumentError } from 'commander'
import type { BrokerAccess, VerificationReport, VerifyProviderOptions } from '../../contracts/pact/index.ts'
import { isHttpUrl, printableJson } from '../../mocks/protocol/index.ts'
import { readYaml } from '../support/read-yaml.ts'
import { CommandFailure, UsageError } from '../support/usage-error.ts'

type Selectors = readonly Readonly<Record<string, string | boolean>>[]

interface VerifyFlags {
  readonly pact?: readonly string[]
  readonly provider?: string
  readonly providerBaseUrl?: string
  readonly states?: string
  readonly brokerBaseUrl?: string
  readonly brokerUsername?: string
  readonly brokerPassword?: string
  readonly brokerTimeout?: number
  readonly consumerVersionSelector?: Selectors
  readonly pending: boolean
  readonly includeWipPactsSince?: string
  readonly publish?: boolean
  readonly buildUrl?: string
  readonly timeout?: number
  readonly providerVersion?: string
  readonly providerBranch?: string
  readonly verbose?: boolean
  readonly json?: boolean
  readonly junit?: string
}

/** Builds `lightsail-ports verify`. */
export function verifyCommand(): Command {
  return new Command('verify')
    .option('--pact <path...>', 'pact files, folders of them, and URLs of pacts in a broker')
    .option('--provider <name>', 'the name of the provider in the pacts (default: lightsail)')
    .option('--provider-base-url <url>', 'a lightsail-ports serve that runs somewhere else; its world is replaced')
    .option('--states <file>', 'own words for provider states, as YAML or JSON')
    .option('--broker-base-url <url>', 'a Pact broker (default: PACT_BROKER_BASE_URL, if no --pact is given)')
    .option('--broker-username <name>', 'its user (default: PACT_BROKER_USERNAME); or set PACT_BROKER_TOKEN')
    .option('--broker-password <password>', 'its password (default: PACT_BROKER_PASSWORD)')
    .option('--broker-timeout <ms>', 'milliseconds that a request to it may take (default: 30000)', readMilliseconds)
    .option(
      '--consumer-version-selector <json>',
      'which pacts of the broker, e.g. {"mainBranch":true}; repeatable',
      appendSelector,
    )
    .option('--no-pending', 'pacts that were never verified fail the run at once')
    .option('--include-wip-pacts-since <date>', 'also pacts of the broker that no selector selects')
    .option('--publish', 'publish the results to the broker; needs --provider-version')
    .option('--provider-version <version>', 'the version that is verified, e.g. the commit')
    .option('--provider-branch <name>', 'its branch; the broker needs it for pending pacts')
    .option('--build-url <url>', 'the build, which the broker shows beside a result')
    .option('--timeout <ms>', 'milliseconds that a request to the provider may take (default: 30000)', readMilliseconds)
    .option('--verbose', 'also print what Pact prints')
    .option('--json', 'print the results as JSON')
    .option('--junit <file>', 'write the results as JUnit XML')
    .addHelpText(
      'after',
      '\nPACT_DESCRIPTION, PACT_PROVIDER_STATE and PACT_PROVIDER_NO_STATE select interactions. Other variables of Pact have no effect.',
    )
    .action(verify)
}

async function verify(flags: VerifyFlags): Promise<void> {
  const options = await optionsOf(flags)
  // The contracts load the AWS SDK, which the other commands do not need.
  const { describeSuccess, PactMissingError, VerificationError, verifyProvider } = await import(
    '../../contracts/pact/index.ts'
  )
  try {
    const report = await verifyProvider(options)
    await writeReport(report, flags)
    if (flags.json !== true) process.stdout.write(`${describeSuccess(report)}\n`)
  } catch (error) {
    if (error instanceof PactMissingError) throw new UsageError(error.message)
    if (!(error instanceof VerificationError)) throw error
    if (error.report !== undefined) await writeReport(error.report, flags)
    throw new CommandFailure(...error.message.split('\n'))
  }
}

async function writeReport(report: VerificationReport, { json, junit }: VerifyFlags): Promise<void> {
  if (json === true) process.stdout.write(`${printableJson(report, 2)}\n`)
  if (junit === undefined) return
  const { verificationJUnit } = await import('../../contracts/pact/index.ts')
  await writeFile(junit, verificationJUnit(report)).catch((error: Error) => {
    throw new UsageError(`Failed to write the results: ${error.message}`)
  })
}

async function optionsOf(flags: VerifyFlags): Promise<VerifyProviderOptions> {
  const { pact, publish, brokerUsername, brokerPassword, brokerTimeout } = flags
  const brokerUrl = flags.brokerBaseUrl ?? (pact === undefined ? brokerOfEnvironment() : undefined)
  checkFlags(flags, brokerUrl)
  const access: BrokerAccess = { username: brokerUsername, password: brokerPassword, timeout: brokerTimeout }
  return {
    pacts: pact,
    provider: flags.provider,
    providerBaseUrl: flags.providerBaseUrl,
    providerVersion: flags.providerVersion,
    providerVersionBranch: flags.providerBranch,
    buildUrl: flags.buildUrl,
    publishVerificationResult: publish,
    timeout: flags.timeout,
    states: flags.states === undefined ? undefined : await readStatesFile(flags.states),
    brokerAccess: access,
    ...(brokerUrl !== undefined && {
      broker: {
        ...access,
        url: brokerUrl,
        consumerVersionSelectors: flags.consumerVersionSelector,
        enablePending: flags.pending,
        includeWipPactsSince: flags.includeWipPactsSince,
        publishVerificationResult: publish,
      },
    }),
    ...(flags.verbose === true && {
      logLevel: 'info',
      // With --json the results alone are on stdout.
      onOutput: (text: string) => (flags.json === true ? process.stderr : process.stdout).write(text),
    }),
  }
}

function brokerOfEnvironment(): string | undefined {
  const url = process.env['PACT_BROKER_BASE_URL']
  if (url === undefined || url.trim() !== '') return url
  throw new UsageError('PACT_BROKER_BASE_URL is empty. Set it, or name pacts with --pact.')
}

function checkFlags({ pact = [], publish, providerVersion }: VerifyFlags, broker: string | undefined): void {
  if (pact.length === 0 && broker === undefined) {
    throw new UsageError('There is nothing to verify. Name pacts with --pact, or a broker with --broker-base-url.')
  }
  const hasBroker = broker !== undefined || pact.some(isHttpUrl)
  if (publish === true && (providerVersion === undefined || !hasBroker)) {
    throw new UsageError(
      'A result is published to a broker, for a version: give --broker-base-url and --provider-version.',
    )
  }
}

async function readStatesFile(path: string): Promise<Readonly<Record<string, unknown>>> {
  const { ProviderStateError, readCustomStates } = await import('../../mocks/states/index.ts')
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UsageError(`Failed to read the states: ${error.message}`)
  })
  const states = readYaml(text, path)
  try {
    readCustomStates(states)
  } catch (error) {
    throw error instanceof ProviderStateError ? new UsageError(`${path}: ${error.message}`) : error
  }
  return states as Readonly<Record<string, unknown>>
}

function readMilliseconds(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Use a whole number of milliseconds from 1.')
}

function appendSelector(text: string, before: Selectors = []): Selectors {
  try {
    const selector: unknown = JSON.parse(text)
    if (typeof selector === 'object' && selector !== null && !Array.isArray(selector)) {
      return [...before, selector as Selectors[number]]
    }
  } catch {
    // The error below says it.
  }
  throw new InvalidArgumentError('Use JSON such as {"mainBranch":true}.')
}
