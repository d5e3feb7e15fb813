import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { rawHeaders } from '../support/doors.ts'

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url))
const CLOSE_SSH = JSON.stringify({
  instanceName: 'web-1',
  portInfos: [{ protocol: 'tcp', fromPort: 443, toPort: 443 }],
})

/** Runs `serve`, makes one call, which closes port 22 if no other is given, and returns what stands on stderr at the end. */
async function logOf(flags: readonly string[], env: NodeJS.ProcessEnv = {}, body = CLOSE_SSH): Promise<string> {
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...plain } = process.env
  using child = spawn(process.execPath, [MAIN, 'serve', '--port', '0', ...flags], {
    env: { ...plain, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log = child.stderr.toArray()
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const url = /http:\S+/.exec(String(line))?.[0] ?? ''
  await fetch(url, { method: 'POST', headers: rawHeaders('PutInstancePublicPorts'), body })
  child.kill('SIGTERM')
  await once(child, 'close')
  return (await log).join('')
}

describe('serve --log', () => {
  test('is off where stderr is no terminal', async () => {
    expect(await logOf([])).toBe('')
    expect(await logOf(['--log', 'off'])).toBe('')
  })

  test('text is a line on stderr for each call, also with --quiet, without colour where there is no terminal', async () => {
    const log = await logOf(['--log', 'text', '--quiet'])
    expect(log).toMatch(/^\d\d:\d\d:\d\d\.\d{3} {2}PutInstancePublicPorts {2}web-1 us-east-1 {2}200 {2}\+443\/tcp/)
    expect(log).toMatch(/-80\/tcp {2}-22\/tcp {2}PORT 22 IS CLOSED\n$/)
  })

  test('text has colour with FORCE_COLOR, and none with NO_COLOR', async () => {
    expect(await logOf(['--log', 'text'], { FORCE_COLOR: '1' })).toContain('\u001b[1;97;41mPORT 22 IS CLOSED')
    expect(await logOf(['--log', 'text'], { NO_COLOR: '1' })).not.toContain('\u001b')
  })

  test('json is a line of JSON for each call, never in colour', async () => {
    const log = await logOf(['--log', 'json'], { FORCE_COLOR: '1' })
    expect(JSON.parse(log)).toMatchObject({ number: 1, operation: 'PutInstancePublicPorts', outcome: { status: 200 } })
  })

  test('the log tells no secret of the world, even if a call holds it', async () => {
    const secretAccessKey = 'a-secret-that-no-log-may-tell'
    const world = join(await mkdtemp(join(tmpdir(), 'lightsail-ports-log-')), 'world.json')
    onTestFinished(() => rm(dirname(world), { recursive: true }))
    const arn = 'arn:aws:iam::123456789012:user/deploy'
    await writeFile(
      world,
      JSON.stringify({ instances: ['web-1'], principals: [{ accessKeyId: 'AKIADEPLOY', secretAccessKey, arn }] }),
    )
    for (const format of ['text', 'json']) {
      const log = await logOf(
        ['--log', format, '--world', world],
        {},
        JSON.stringify({ instanceName: secretAccessKey }),
      )
      expect(log).toContain('PutInstancePublicPorts')
      expect(log).not.toContain(secretAccessKey)
    }
  })

  test('refuses another format', async () => {
    using child = spawn(process.execPath, [MAIN, 'serve', '--log', 'xml'], { stdio: ['ignore', 'ignore', 'pipe'] })
    const text = (await child.stderr.toArray()).join('')
    expect(text).toContain('Allowed choices are text, json, off')
  })
})
