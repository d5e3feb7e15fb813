import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lightsailPorts } from '../support/command-line.ts'

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url))

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const tcp = (port: number) => ({ protocol: 'tcp', fromPort: port, toPort: port })

describe('explain', () => {
  test('says what a Put would open and close, and exits with 1 where it locks somebody out', async () => {
    const input = await file('input.json', { instanceName: 'web-7', portInfos: [tcp(443)] })
    expect(await lightsailPorts('explain', input)).toMatchObject({
      code: 1,
      stdout:
        'PutInstancePublicPorts on web-7 in us-east-1 would be carried out.\n  +443/tcp\n  -80/tcp\n  -22/tcp\n  PORT 22 IS CLOSED\n',
      stderr: 'lightsail-ports: The call would lock somebody out of port 22.\n',
    })
  })

  test('exits with 0 where all is well, in the world of a file', async () => {
    const world = await file('world.json', { instances: [{ name: 'db-1', region: 'eu-west-1', ports: [tcp(22)] }] })
    const input = await file('input.json', { instanceName: 'db-1', portInfos: [tcp(22)] })
    expect(await lightsailPorts('explain', input, '--world', world, '--region', 'eu-west-1')).toMatchObject({
      code: 0,
      stdout: 'PutInstancePublicPorts on db-1 in eu-west-1 would be carried out.\n  It would change nothing.\n',
      stderr: '',
    })
  })

  test('says why a call would be refused, by which rule, and how that is known', async () => {
    const input = await file('input.json', { instanceName: 'web-1', portInfos: [{ ...tcp(1), cidrs: ['x'] }] })
    const { code, stdout } = await lightsailPorts('explain', input)
    expect(code).toBe(1)
    expect(stdout).toMatch(/^PutInstancePublicPorts on web-1 in us-east-1 would be refused\.\n {2}400 InvalidInputExc/)
    expect(stdout).toContain('portInfos[0].cidrs[0]')
    expect(stdout).toContain('  The rule address-lists (documented: https://docs.aws.amazon.com/')
  })

  test('reads the input from stdin, and prints JSON', async () => {
    const args = [MAIN, 'explain', '-', '--json', '--operation', 'CloseInstancePublicPorts']
    using child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] })
    child.stdin.end(JSON.stringify({ instanceName: 'web-1', portInfo: tcp(80) }))
    const output = child.stdout.toArray()
    expect((await once(child, 'close'))[0]).toBe(0)
    expect(JSON.parse((await output).join(''))).toMatchObject({
      accepted: true,
      differences: [{ kind: 'closed', name: '80/tcp' }],
    })
  })

  test.each([
    ['a file that is missing', ['explain', 'missing.json'], 'there is no such file'],
    ['a Region that is unknown', ['explain', '-', '--region', 'moon-1'], '"moon-1" is no Region'],
    ['another operation', ['explain', '-', '--operation', 'GetInstance'], 'Allowed choices are PutInstancePublicPorts'],
  ])('refuses %s', async (_name, args, message) => {
    const { code, stderr } = await lightsailPorts(...args)
    expect([code, stderr.includes(message)]).toEqual([2, true])
  })
})
