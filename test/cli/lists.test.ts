import { readFileSync } from 'node:fs'
import { behaviours, errorCatalogue } from 'lightsail-ports-testkit'
import { PROVIDER_STATES, worldOfState } from 'lightsail-ports-testkit/contracts'
import { expect, test } from 'vitest'
import { COMMANDS } from '../../cli/command-list.ts'
import { lightsailPorts } from '../support/command-line.ts'
import { run } from '../support/run.ts'

test('errors lists the whole catalogue, for people and for machines', async () => {
  const { code, stdout } = await lightsailPorts('errors')
  expect(code).toBe(0)
  const lines = stdout.split('\n')
  for (const { name, cause } of errorCatalogue) {
    expect(lines.find((line) => line.trimStart().startsWith(`${name} `))).toContain(cause)
  }
  // An error that is not documented for PutInstancePublicPorts is indented; no line ends with spaces.
  for (const { name, documentedForPut } of errorCatalogue)
    expect(stdout).toMatch(new RegExp(`^${documentedForPut ? '' : '  '}${name} `, 'm'))
  expect(lines.filter((line) => line.endsWith(' '))).toEqual([])
  // The name that another SDK reports; `-` where all report the same.
  expect(stdout).toMatch(/^NotFoundException .* DoesNotExist \(/m)
  expect(stdout).toMatch(/^AccessDeniedException +400 \(model 403\) +- +- +\S/m)
  expect(JSON.parse((await lightsailPorts('errors', '--json')).stdout)).toEqual(errorCatalogue)
})

test('states lists every provider state, its parameters, and an example that can be arranged', async () => {
  const { code, stdout } = await lightsailPorts('states')
  expect(code).toBe(0)
  for (const [name, { description }] of Object.entries(PROVIDER_STATES)) {
    expect(stdout).toMatch(new RegExp(`^${name} +${description.slice(0, 20)}`, 'm'))
  }
  const { providerStates } = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
  expect(() => worldOfState(providerStates[0].name, providerStates[0].params)).not.toThrow()
  const all = JSON.parse((await lightsailPorts('states', '--json')).stdout)
  expect(all.map(({ name }: { name: string }) => name)).toEqual(Object.keys(PROVIDER_STATES))
  for (const { example, parameters } of all) {
    expect(() => worldOfState(example.name, example.params)).not.toThrow()
    expect(parameters.name).toBe('the name of the instance; required')
  }
})

test('behaviours lists every rule and how it is known', async () => {
  const { code, stdout } = await lightsailPorts('behaviours')
  expect(code).toBe(0)
  for (const { id, evidence } of behaviours) expect(stdout).toMatch(new RegExp(`^${id} +${evidence} `, 'm'))
  // The choices of a rule stand behind its source, with the default first; so does its option.
  expect(stdout).toMatch(/^put-empty .*; choices: close-all \(default\), refuse \(is an InvalidInputException\)\)$/m)
  expect(stdout).toMatch(/^auth-presence .*; option auth\)$/m)
  expect(JSON.parse((await lightsailPorts('behaviours', '--json')).stdout)).toEqual(behaviours)
})

test('output that cannot be printed is an error with exit code 2', async () => {
  const main = new URL('../../cli/main.ts', import.meta.url).pathname
  const { code, stderr } = await run('sh', ['-c', `'${process.execPath}' '${main}' errors > /dev/full`])
  expect([code, stderr]).toEqual([2, expect.stringContaining('lightsail-ports: Failed to print: ENOSPC')])
})

test('help lists every command once, with its arguments', async () => {
  const { stdout } = await lightsailPorts('--help')
  const [, listed = ''] = stdout.split('Commands:\n')
  const names = [...listed.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name)
  expect(names).toEqual([...COMMANDS.map(({ name }) => name), 'help'])
  for (const { name, usage } of COMMANDS) expect(listed).toContain(`  ${`${name} ${usage}`.trimEnd()} `)
})

test('help and version are printed with exit code 0, nothing at all with 2', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  expect(await lightsailPorts('--version')).toMatchObject({ code: 0, stdout: `${version}\n` })
  expect(await lightsailPorts('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('serve [options]') })
  expect(await lightsailPorts('serve', '--help')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('--fault <name[:times]>'),
  })
  expect(await lightsailPorts('help', 'serve')).toEqual(await lightsailPorts('serve', '--help'))
  expect(await lightsailPorts()).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage: lightsail-ports') })
})
