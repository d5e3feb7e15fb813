import { expect, test } from 'vitest'
import { lightsailPorts } from '../support/command-line.ts'

test.each<[command: string, option: string, least: number, greatest: number]>([
  ['serve', '--port', 0, 65_535],
  ['serve', '--seed', 0, 4_294_967_295],
  ['record', '--port', 0, 65_535],
  ['record', '--timeout', 1, 2_147_483_647],
  ['replay', '--port', 0, 65_535],
  ['contract', '--timeout', 1, 2_147_483_647],
  ['contract', '--concurrency', 1, 1000],
  ['certify', '--deadline', 1, 2_147_483_647],
  ['certify', '--concurrency', 1, 1000],
])('%s %s takes every number from %i to %i, and no other', async (command, option, least, greatest) => {
  // An option that does not exist, or one that is missing, ends the command before it begins.
  const problemOf = async (value: number) => (await lightsailPorts(command, option, String(value), '--nothing')).stderr
  for (const value of [least, greatest])
    expect(await problemOf(value)).toMatch(/unknown option '--nothing'|required option/)
  for (const value of [least - 1, greatest + 1]) {
    expect(await problemOf(value)).toContain(`Use a whole number from ${least} to ${greatest}.`)
  }
})
