import { Command, CommanderError, Help } from 'commander'
import { printableLine } from '../mocks/protocol/index.ts'
import { COMMANDS } from './command-list.ts'
import { packageVersion } from './support/package-version.ts'
import { CommandFailure, UsageError } from './support/usage-error.ts'

/**
 * Makes the command line. Only the named command is loaded: the others come with nearly everything that this package has,
 * and stand in the help text alone.
 */
async function createProgram(named: string | undefined): Promise<Command> {
  const program = new Command('lightsail-ports')
    .description(
      "A mock Amazon Lightsail for code that opens ports: a service to run, a certificate for consumers, contracts to verify, and what it knows of the real one's behaviour.",
    )
    .version(packageVersion())
    .configureHelp({ subcommandTerm: describeCommand })
  for (const listed of COMMANDS) {
    const command = listed.name === named ? await listed.load() : new Command(listed.name)
    program.addCommand(command.description(listed.description))
  }
  // A mistake is one line that says what to do; commander's own lines do, and its help behind them would bury it.
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      outputError: (text, write) =>
        write(`${printableLine(text.trimEnd().replace(/^error: /, 'lightsail-ports: '))}\n`),
    })
  }
  return program
}

/** Names a command and its arguments, also if it is not loaded. */
function describeCommand(command: Command): string {
  const listed = COMMANDS.find(({ name }) => name === command.name())
  return listed === undefined ? new Help().subcommandTerm(command) : `${listed.name} ${listed.usage}`.trimEnd()
}

/**
 * Runs the command line.
 *
 * @returns the exit code: 0; 1 where the answer is no; 2 for a mistake in the arguments or in what they name
 */
export async function run(args: readonly string[]): Promise<number> {
  // `help serve` shows the help text of a command, as `serve --help` does.
  const program = await createProgram(args[0] === 'help' ? args[1] : args[0])
  if (args.length === 0) {
    program.outputHelp({ error: true })
    return 2
  }
  try {
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof UsageError || error instanceof CommandFailure)) throw error
    // A message may repeat names of files, and texts in them.
    const lines = error instanceof CommandFailure ? error.lines : [error.message]
    process.stderr.write(`lightsail-ports: ${lines.map(printableLine).join('\n')}\n`)
    return error instanceof UsageError ? 2 : 1
  }
}
