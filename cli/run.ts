import { Command, CommanderError } from 'commander'
import { printableLine } from '../mocks/protocol/index.ts'
import { behavioursCommand } from './commands/behaviours.ts'
import { certifyCommand } from './commands/certify.ts'
import { contractCommand } from './commands/contract.ts'
import { errorsCommand } from './commands/errors.ts'
import { explainCommand } from './commands/explain.ts'
import { importCommand } from './commands/import.ts'
import { initCommand } from './commands/init.ts'
import { lintCommand } from './commands/lint.ts'
import { recordCommand } from './commands/record.ts'
import { replayCommand } from './commands/replay.ts'
import { serveCommand } from './commands/serve.ts'
import { statesCommand } from './commands/states.ts'
import { verifyCommand } from './commands/verify.ts'
import { packageVersion } from './support/package-version.ts'
import { CommandFailure, UsageError } from './support/usage-error.ts'

/** The whole command line. */
function createProgram(): Command {
  const program = new Command('lightsail-ports')
    .description(
      "A mock Amazon Lightsail for code that opens ports: a service to run, a certificate for consumers, contracts to verify, and what it knows of the real one's behaviour.",
    )
    .version(packageVersion())
  for (const command of [
    serveCommand(),
    explainCommand(),
    certifyCommand(),
    initCommand(),
    contractCommand(),
    verifyCommand(),
    statesCommand(),
    recordCommand(),
    replayCommand(),
    lintCommand(),
    importCommand(),
    errorsCommand(),
    behavioursCommand(),
  ])
    program.addCommand(command)
  // A mistake is one line that says what to do; commander's own lines do, and its help behind them would bury it.
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      outputError: (text, write) =>
        write(`${printableLine(text.trimEnd().replace(/^error: /, 'lightsail-ports: '))}\n`),
    })
  }
  return program
}

/**
 * Runs the command line.
 *
 * @returns the exit code: 0; 1 where the answer is no; 2 for a mistake in the arguments or in what they name
 */
export async function run(args: readonly string[]): Promise<number> {
  const program = createProgram()
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
