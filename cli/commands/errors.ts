import type { Command } from 'commander'
import { errorCatalogue } from '../../mocks/server/index.ts'
import { listCommand } from '../support/list-command.ts'
import { table } from '../support/table.ts'

/** `lightsail-ports errors` */
export function errorsCommand(): Command {
  return listCommand({
    name: 'errors',
    description: 'the errors that it can answer with: what they mean, their statuses, and what causes them',
    all: errorCatalogue,
    table: errorTable,
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
