import type { Command } from 'commander'
import { behaviours } from '../../mocks/server/index.ts'
import { listCommand } from '../support/list-command.ts'
import { table } from '../support/table.ts'

/** `lightsail-ports behaviours` */
export function behavioursCommand(): Command {
  return listCommand({
    name: 'behaviours',
    description: 'what it does, rule by rule, and how each is known: documented, model, observed or assumed',
    all: behaviours,
    table: behaviourTable,
  })
}

function behaviourTable(): string {
  const rows = behaviours.map(({ id, does, evidence, source, option }) => [
    id,
    evidence,
    `${does} (${source}${option === undefined ? '' : `; option ${option}`})`,
  ])
  return table([['RULE', 'KNOWN', 'WHAT IT DOES'], ...rows])
}
