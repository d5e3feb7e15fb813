import type { Command } from 'commander'
import { MEASURED_SDKS } from '../../mocks/errors/index.ts'
import { type CatalogueEntry, errorCatalogue } from '../../mocks/server/index.ts'
import { listCommand } from '../support/list-command.ts'
import { table } from '../support/table.ts'

/** `lightsail-ports errors` */
export function errorsCommand(): Command {
  return listCommand({
    name: 'errors',
    all: errorCatalogue,
    table: errorTable,
  })
}

function errorTable(): string {
  const rows = errorCatalogue.map(({ name, documentedForPut, status, retried, cause, sdkNames }) => [
    documentedForPut ? name : `  ${name}`,
    status.documented === status.model ? String(status.documented) : `${status.documented} (model ${status.model})`,
    retried.js ? 'retried' : '-',
    otherNames(name, documentedForPut, sdkNames),
    cause,
  ])
  return `${table([['ERROR', 'STATUS', 'BY JS SDK', 'IN OTHER SDKS', 'CAUSE'], ...rows])}\n\nIndented: not documented for PutInstancePublicPorts, but common to all actions.\nIn other SDKS: the SDKs that report another name, or have no class for it; measured with ${MEASURED_SDKS.map(({ version }) => version).join(', ')}.`
}

/** Lists the SDKs that report an error by another name, or without the class that others have. */
function otherNames(name: string, isDocumented: boolean, names: CatalogueEntry['sdkNames']): string {
  const different = MEASURED_SDKS.flatMap(({ id, title }) => {
    const measured = names[id]
    if (measured.name !== name) return [`${measured.name} (${title})`]
    return isDocumented && !measured.hasClass && id !== 'js-v2' ? [`no class (${title})`] : []
  })
  return different.length === 0 ? '-' : different.join(', ')
}
