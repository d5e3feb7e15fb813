import type { Command } from 'commander'
import { type Behaviour, behaviours } from '../../mocks/server/index.ts'
import { listCommand } from '../support/list-command.ts'
import { table } from '../support/table.ts'

/** `lightsail-ports behaviours` */
export function behavioursCommand(): Command {
  return listCommand({
    name: 'behaviours',
    all: behaviours,
    table: behaviourTable,
  })
}

function behaviourTable(): string {
  const rows = behaviours.map((row) => [row.id, row.evidence, `${row.does} (${row.source}${alternatives(row)})`])
  return `${table([['RULE', 'KNOWN', 'WHAT IT DOES'], ...rows])}\n\nA rule with choices takes another one with --rule NAME=CHOICE, or "rules" in a world.`
}

/** Names the option of a row, or its choices with the default first. */
function alternatives({ option, choices, default: chosen }: Behaviour): string {
  if (choices !== undefined && chosen !== undefined) {
    const others = Object.entries(choices).filter(([name]) => name !== chosen)
    return `; choices: ${chosen} (default), ${others.map(([name, does]) => `${name} (${does})`).join(', ')}`
  }
  return option === undefined ? '' : `; option ${option}`
}
