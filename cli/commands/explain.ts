import { readFile } from 'node:fs/promises'
import { text as readStream } from 'node:stream/consumers'
import { Command, Option } from 'commander'
import { isRegionName, PORT_OPERATIONS, type PortOperation } from '../../mocks/model/index.ts'
import { isObject, parseJson, printableJson, withoutByteOrderMark } from '../../mocks/protocol/index.ts'
import { createService, type WorldDefinition } from '../../mocks/server/index.ts'
import { explanationText } from '../../mocks/server/log/index.ts'
import { CommandFailure, UsageError } from '../support/usage-error.ts'
import { orUsageError, readWorldFile } from '../support/world-file.ts'

interface ExplainFlags {
  readonly world?: string
  readonly operation: PortOperation
  readonly region: string
  readonly accessKey?: string
  readonly json?: boolean
}

/** `lightsail-ports explain` */
export function explainCommand(): Command {
  return new Command('explain')
    .argument('<file>', 'a JSON file with the input of the call, or - for stdin')
    .option('--world <file>', 'the world that it is called in (without one: the instance that it names, freshly made)')
    .addOption(
      new Option('--operation <name>', 'the operation')
        .choices(PORT_OPERATIONS)
        .default('PutInstancePublicPorts' as const),
    )
    .option('--region <name>', 'the Region that is called', 'us-east-1')
    .option('--access-key <id>', 'the access key of the principal who calls (without one: somebody who may do all)')
    .option('--json', 'print all that is known, for machines')
    .action(runExplain)
}

async function runExplain(file: string, flags: ExplainFlags): Promise<void> {
  const { operation, region, accessKey, json } = flags
  if (!isRegionName(region)) throw new UsageError(`Failed to explain the call: ${JSON.stringify(region)} is no Region.`)
  const input = withoutByteOrderMark(await readInput(file))
  const world = flags.world === undefined ? freshWorld(input, region) : await readWorldFile(flags.world)
  const service = orUsageError(`${flags.world}: `, () => createService({ ...world, region }))
  const explanation = service.explain(input, { operation, region, accessKeyId: accessKey })
  process.stdout.write(json === true ? `${printableJson(explanation, 2)}\n` : explanationText(explanation))
  if (!explanation.accepted) throw new CommandFailure('The call would be refused.')
  if (explanation.lockOut !== undefined) throw new CommandFailure('The call would lock somebody out of port 22.')
}

async function readInput(file: string): Promise<string> {
  if (file === '-') return readStream(process.stdin)
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `Failed to read the input from ${file}: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`,
    )
  })
}

/** The instance that the input names; none if its name is not one. */
function freshWorld(input: string, region: string): WorldDefinition {
  const parsed = parseJson(input)
  const name = isObject(parsed) ? parsed['instanceName'] : undefined
  try {
    return typeof name === 'string' ? createService({ region, instances: [name] }).export() : {}
  } catch {
    return {}
  }
}
