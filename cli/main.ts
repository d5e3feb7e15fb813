#!/usr/bin/env node
import { run } from './run.ts'

// Whoever reads no further (`| head -1`) has what it wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return
  process.stderr.write(`lightsail-ports: Failed to print: ${error.message}\n`)
  process.exitCode = 2
})

// What is older does not have all that is used here, and would fail somewhere with less to say.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(`lightsail-ports: It needs Node 22.12 or newer, and this is ${process.versions.node}.\n`)
  process.exit(2)
}

process.exitCode = await run(process.argv.slice(2))
// What a consumer has left running is no reason to stay.
// (What could not be printed is told first.)
process.stdout.write('', () => setImmediate(() => process.exit()))
