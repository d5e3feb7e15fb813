import type { Command } from 'commander'
import { PARAMETERS, PROVIDER_STATES } from '../../mocks/states/index.ts'
import { listCommand } from '../support/list-command.ts'
import { table } from '../support/table.ts'

/** Builds `lightsail-ports states`. */
export function statesCommand(): Command {
  return listCommand({
    name: 'states',
    all: Object.entries(PROVIDER_STATES).map(([name, { description, example }]) => ({
      name,
      description,
      parameters: PARAMETERS,
      example: { name, params: example },
    })),
    table: stateTable,
  })
}

function stateTable(): string {
  const states = Object.entries(PROVIDER_STATES).map(([name, { description }]) => [name, description])
  const parameters = Object.entries(PARAMETERS).map(([name, meaning]) => [name, meaning])
  const [[name, { example }] = ['', { example: {} }]] = Object.entries(PROVIDER_STATES)
  return [
    table([['STATE', 'MEANING'], ...states]),
    '',
    'Every state takes these parameters:',
    '',
    table([['PARAMETER', 'MEANING'], ...parameters]),
    '',
    'Without a state there is an instance web-1. Several states add up. In a pact:',
    JSON.stringify({ providerStates: [{ name, params: example }] }),
  ].join('\n')
}
