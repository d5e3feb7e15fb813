import { Command } from 'commander'
import { printableJson } from '../../mocks/protocol/index.ts'

/** A list that a command prints: as a table for people, or with all details as JSON for machines. */
export interface Listing {
  readonly name: string
  readonly all: unknown
  table(): string
}

/** Makes a command that prints a list, with `--json` for machines. */
export function listCommand({ name, all, table }: Listing): Command {
  return new Command(name)
    .option('--json', 'print all that is known, for machines')
    .action(({ json }: { json?: boolean }) => {
      process.stdout.write(`${json === true ? printableJson(all, 2) : table()}\n`)
    })
}
