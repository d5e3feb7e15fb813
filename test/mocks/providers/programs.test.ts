import { expect, test } from 'vitest'
import { runProgram } from './program.ts'
import { CLI_PROGRAMS } from './programs-cli.ts'
import { SDK_PROGRAMS } from './programs-sdk.ts'

const PROGRAMS = [...CLI_PROGRAMS, ...SDK_PROGRAMS]

test('the public programs are those that were looked at', () => {
  expect(PROGRAMS.length).toBeGreaterThanOrEqual(25)
})

test.each(PROGRAMS)('the calls of $source run to their end', (program) => runProgram(program))
