import { Command } from 'commander'
import { behaviours } from '../mocks/server/index.ts'
import { table } from './table.ts'

/** `lightsail-ports behaviours` */
export function behavioursCommand(): Command {
  return new Command('behaviours')
    .description('what it does, rule by rule, and how each is known: documented, model, observed or assumed')
    .option('--json', 'print them for machines')
    .action(({ json }: { json?: boolean }) => {
      process.stdout.write(`${json === true ? JSON.stringify(behaviours, null, 2) : behaviourTable()}\n`)
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
