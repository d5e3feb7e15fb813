import { Command } from 'commander'
import { errorCatalogue } from '../mocks/server/index.ts'
import { table } from './table.ts'

/** `lightsail-ports errors` */
export function errorsCommand(): Command {
  return new Command('errors')
    .description('the errors that it can answer with: what they mean, their statuses, and what causes them')
    .option('--json', 'print all that is known, for machines')
    .action(({ json }: { json?: boolean }) => {
      process.stdout.write(`${json === true ? JSON.stringify(errorCatalogue, null, 2) : errorTable()}\n`)
    })
}

function errorTable(): string {
  const rows = errorCatalogue.map(({ name, documentedForPut, status, retried, cause }) => [
    documentedForPut ? name : `  ${name}`,
    status.documented === status.model ? String(status.documented) : `${status.documented} (model ${status.model})`,
    retried.js ? 'retried' : '-',
    cause,
  ])
  return `${table([['ERROR', 'STATUS', 'BY JS SDK', 'CAUSE'], ...rows])}\n\nIndented: not documented for PutInstancePublicPorts, but common to all actions.`
}
