#!/usr/bin/env node
import module from 'node:module'

// A reader that stops early (`| head -1`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return
  process.stderr.write(`lightsail-ports: Failed to print: ${error.message}\n`)
  process.exitCode = 2
})

// An older Node lacks functions that are used here, and would fail later with a message that explains less.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(`lightsail-ports: It needs Node 22.12 or newer, and this is ${process.versions.node}.\n`)
  process.exit(2)
}

// Node keeps what it has compiled for the next start, which saves a tenth of it. What is loaded before is not kept.
module.enableCompileCache()
const { run } = await import('./run.ts')

process.exitCode = await run(process.argv.slice(2))
// The process ends even if a consumer has left timers or sockets open, as soon as all output is written.
process.stdout.write('', () => setImmediate(() => process.exit()))
