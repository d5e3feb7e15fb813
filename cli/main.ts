#!/usr/bin/env node
import { run } from './run.ts'

// Whoever reads no further (`| head -1`) has what it wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return
  process.stderr.write(`lightsail-ports: Failed to print: ${error.message}\n`)
  process.exitCode = 2
})

process.exitCode = await run(process.argv.slice(2))
// What a consumer has left running is no reason to stay.
process.stdout.write('', () => process.exit())
