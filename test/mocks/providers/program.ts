import * as sdk from '@aws-sdk/client-lightsail'
import type { LightsailOptions } from 'lightsail-ports-testkit'
import { expect } from 'vitest'
import { doors } from '../../support/doors.ts'

/** One call of a program: its operation, its input, and what its reply has, or the name of its error. */
type Call = readonly [operation: string, input: object, expected?: object | string]

/** The calls of a public program, in their order and with their parameters. */
export interface Program {
  /** The repository of the program, or a description of it. */
  readonly source: string
  readonly region: string
  /** The world that the program expects. Default: an empty account. */
  readonly world?: LightsailOptions
  readonly calls: readonly Call[]
}

const COMMANDS = new Map<string, unknown>(Object.entries(sdk))

/** Sends all calls of a program over HTTP. */
export async function runProgram({ region, world = {}, calls }: Program): Promise<void> {
  await using door = await doors.http(world)
  const client = door.client({ region })
  for (const [index, [operation, input, expected = {}]] of calls.entries()) {
    const Command = COMMANDS.get(`${operation}Command`) as typeof sdk.GetRegionsCommand
    const outcome = await client.send(new Command(input)).catch((error: Error) => error.name)
    const at = `call ${index + 1}, ${operation}`
    expect([at, outcome]).toEqual([at, typeof expected === 'string' ? expected : expect.objectContaining(expected)])
  }
}

/** Matches a list whose items have at least these members. */
export function items(...values: readonly object[]): unknown[] {
  return values.map((value) => expect.objectContaining(value))
}
