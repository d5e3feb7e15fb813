import { Command, InvalidArgumentError, Option } from 'commander'
import { replyProblems } from '../../fixtures/lint/reply-problems.ts'
import { isErrorName } from '../../mocks/errors/index.ts'
import { PLAIN_FAULTS } from '../../mocks/faults/index.ts'
import { isRegionName } from '../../mocks/model/index.ts'
import { isLoopback } from '../../mocks/protocol/index.ts'
import {
  createService,
  type FaultDefinition,
  type LightsailService,
  serve,
  type Throttling,
} from '../../mocks/server/index.ts'
import { append, duration, wholeNumber } from '../support/arguments.ts'
import { type LogFormat, logOnStderr, logOption } from '../support/call-log.ts'
import { readReplies } from '../support/read-replies.ts'
import { untilSignal } from '../support/until-signal.ts'
import { UsageError } from '../support/usage-error.ts'
import { orUsageError, readWorldFile } from '../support/world-file.ts'

interface ServeFlags {
  readonly port: number
  readonly host: string
  readonly allowHost?: readonly string[]
  readonly region: string
  readonly instance?: readonly string[]
  readonly world?: string
  readonly auth: 'off' | 'presence' | 'verify'
  readonly throttling?: Throttling
  readonly statusCodes: 'documented' | 'model'
  readonly fault?: readonly FaultDefinition[]
  readonly bootTime: string
  readonly reply?: readonly string[]
  readonly rule?: Readonly<Record<string, string>>
  readonly seed: number
  readonly log?: LogFormat
  readonly quiet?: boolean
}

/** `lightsail-ports serve` */
export function serveCommand(): Command {
  return new Command('serve')
    .option('--port <number>', 'the port to listen on; 0 takes any free one', wholeNumber(0, 65_535), 4566)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option(
      '--allow-host <name>',
      'another name by which the routes under /_mock may be called, such as that of a container; repeatable',
      appendHost,
    )
    .option('--region <name>', 'the Region of instances, and of requests that name none', regionName, 'us-east-1')
    .option('--instance <name>', 'an instance to create; repeatable (without any, and without --world: web-1)', append)
    .option('--world <file>', 'a JSON or YAML file with the account, Regions, principals, instances, faults and rules')
    .addOption(
      new Option(
        '--auth <how>',
        "what a request needs: nothing, any signature, or that of one of the world's principals",
      )
        .choices(['off', 'presence', 'verify'])
        .default('presence'),
    )
    .addOption(
      new Option('--status-codes <which>', 'HTTP statuses of the API reference or of the model')
        .choices(['documented', 'model'])
        .default('documented'),
    )
    .option('--throttling <rate:burst>', 'calls a second, and at once, of each principal and action', throttling)
    .option(
      '--fault <name[:times]>',
      'what goes wrong with the next call(s): an error, a fault, or its JSON; repeatable',
      appendFault,
    )
    .option(
      '--reply <file>',
      'answers for operations, simulated or not, as YAML or JSON: [{ operation: GetAlarms, output: { alarms: [] } }]; repeatable',
      append,
    )
    .option('--boot-time <duration>', 'how long an instance takes to boot or to stop: 500ms, 20s, 2m', duration, '0s')
    .option(
      '--rule <name=choice>',
      'another answer of a rule (lightsail-ports behaviours lists the choices); repeatable',
      appendRule,
    )
    .option('--seed <number>', 'one seed, one run: ids depend on it', wholeNumber(0, 0xffff_ffff), 0)
    .addOption(logOption())
    .option('--quiet', 'print the first line only, and log no calls unless --log asks for it')
    .action(startServing)
}

async function startServing(flags: ServeFlags): Promise<void> {
  const service = await createFrom(flags)
  service.replies.checkWith(replyProblems)
  for (const file of flags.reply ?? []) {
    const replies = await readReplies(file)
    orUsageError(`${file}: `, () => service.replies.add(...replies))
  }
  const server = await serve(service, {
    port: flags.port,
    host: flags.host,
    allowedHosts: flags.allowHost,
    redactHar: redactSavedHar,
  }).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(listenProblem(error, flags))
  })
  process.stdout.write(`Lightsail is simulated on ${server.url}\n`)
  if (flags.quiet !== true) process.stdout.write(`${hints(server.url, service, flags)}\n`)
  const endLog = logOnStderr(service, flags)
  await untilSignal()
  await server.close()
  endLog()
}

/** The fixtures' own redaction comes with MSW, and is loaded when somebody takes calls home. */
async function redactSavedHar(har: object): Promise<object> {
  const fixtures = await import('../../fixtures/index.ts')
  return fixtures.redactHar(fixtures.parseHar(JSON.stringify(har)))
}

async function createFrom(flags: ServeFlags): Promise<LightsailService> {
  const { auth, throttling, statusCodes, bootTime, seed, region } = flags
  const world = flags.world === undefined ? {} : await readWorldFile(flags.world)
  const names = flags.instance ?? (flags.world === undefined ? ['web-1'] : [])
  // The world is read on its own first: an unknown member of it is refused, and not taken for an option.
  orUsageError(`${flags.world}: `, () => createService({ region }).load(world))
  const { account, regions, principals, instances = [], faults = [], rules } = world
  return orUsageError('', () =>
    createService({
      account,
      regions,
      principals,
      instances: [...instances, ...names],
      faults: [...faults, ...(flags.fault ?? [])],
      rules: { ...rules, ...flags.rule },
      auth,
      throttling,
      statusCodes,
      bootTime,
      seed,
      region,
    }),
  )
}

function listenProblem(error: NodeJS.ErrnoException, { port, host }: ServeFlags): string {
  const why: Record<string, string> = {
    EADDRINUSE: `port ${port} is in use. Choose another with --port, or any free one with --port 0.`,
    EACCES: `port ${port} needs privileges. Choose one from 1024 with --port.`,
    EADDRNOTAVAIL: `${host} is no address of this machine.`,
    ENOTFOUND: `${host} is not known.`,
  }
  return `Failed to listen on ${host}: ${why[error.code ?? ''] ?? error.message}`
}

/** Returns two lines to paste, a call that works as it is and a fault for the next call, and the page that shows what happens. */
function hints(url: string, service: LightsailService, { region, auth }: ServeFlags): string {
  const [first] = service.instances
  const name = first?.name ?? 'NAME'
  // The mock's own routes answer only requests to a loopback name.
  const asLoopback = isLoopback(new URL(url).host) ? '' : "-H 'Host: localhost' "
  return [
    `${credentialsFor(service, auth)} aws lightsail put-instance-public-ports --endpoint-url ${url} --region ${first?.region ?? region} --instance-name ${name} --port-infos fromPort=22,toPort=22,protocol=tcp`,
    `curl -X POST ${url}/_mock/faults ${asLoopback}-H 'Content-Type: application/json' -d '{"error":"NotFoundException"}'`,
    `See what happens on ${url}/_mock/`,
  ].join('\n')
}

/** Returns credentials as environment variables. The user fills in the secret of a principal. */
function credentialsFor(service: LightsailService, auth: ServeFlags['auth']): string {
  const [principal] = service.export().principals ?? []
  const secret = auth === 'verify' ? '...' : 'test'
  return `AWS_ACCESS_KEY_ID=${principal?.accessKeyId ?? 'test'} AWS_SECRET_ACCESS_KEY=${secret}`
}

function throttling(text: string): Throttling {
  const [, rate, burst] = /^(\d{1,6}(?:\.\d{1,3})?):([1-9]\d{0,5})$/.exec(text) ?? []
  if (rate === undefined) throw new InvalidArgumentError('Use RATE:BURST, such as 5:10.')
  return { rate: Number(rate), burst: Number(burst) }
}

function appendHost(name: string, before: readonly string[] = []): string[] {
  if (/^[\w.-]+$/.test(name)) return [...before, name]
  throw new InvalidArgumentError('Use a name without a port, such as my-container.')
}

function regionName(text: string): string {
  if (isRegionName(text)) return text
  throw new InvalidArgumentError('Use the name of a Region with Lightsail, such as us-east-1.')
}

function appendRule(value: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name = '', choice = ''] = /^([^=]+)=([^=]+)$/.exec(value) ?? []
  if (name === '') throw new InvalidArgumentError('Use NAME=CHOICE, such as put-empty=refuse.')
  return { ...before, [name]: choice }
}

function appendFault(value: string, before: readonly FaultDefinition[] = []): FaultDefinition[] {
  return [...before, value.trimStart().startsWith('{') ? faultOfJson(value) : faultOfName(value)]
}

/** Parses a fault that is given as JSON. The service checks it, with the rest of the world. */
function faultOfJson(text: string): FaultDefinition {
  try {
    return JSON.parse(text)
  } catch {
    throw new InvalidArgumentError(`Use a name, or JSON such as {"fault":"truncate","bytes":20}.`)
  }
}

function faultOfName(value: string): FaultDefinition {
  const [name = '', times = '1', ...more] = value.split(':')
  if (more.length > 0 || !/^[1-9]\d{0,8}$/.test(times))
    throw new InvalidArgumentError('Use NAME or NAME:TIMES, such as ServiceException:2.')
  if (isErrorName(name)) return { error: name, times: Number(times) }
  const plain = PLAIN_FAULTS.find((one) => one === name)
  if (plain !== undefined) return { fault: plain, times: Number(times) }
  if (name === 'neverAnswer') return { fault: name, times: Number(times) }
  throw new InvalidArgumentError(
    `It is no error of the catalogue (lightsail-ports errors lists them), and not one of neverAnswer, ${PLAIN_FAULTS.join(', ')}. Other faults have more to say: use JSON such as {"fault":"truncate","bytes":20}.`,
  )
}
