import { Command } from 'commander'

/** What a command prints that lists something: a table for people, all that is known as JSON for machines. */
export interface Listing {
  readonly name: string
  readonly description: string
  readonly all: unknown
  table(): string
}

/** A command that prints a list, with `--json` for machines. */
export function listCommand({ name, description, all, table }: Listing): Command {
  return new Command(name)
    .description(description)
    .option('--json', 'print all that is known, for machines')
    .action(({ json }: { json?: boolean }) => {
      process.stdout.write(`${json === true ? JSON.stringify(all, null, 2) : table()}\n`)
    })
}
