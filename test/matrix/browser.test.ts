import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { environmentOf, INSTALL, inFolder } from './run-cell.ts'

const PACKAGES = { '@aws-sdk/client-lightsail': '3.1169.0', msw: '3.0.5', typescript: '5.9.3', vite: '8.3.8' }

/** An application whose requests MSW's service worker intercepts, and that verifies signatures. */
const MAIN = `
import { LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { createLightsail } from 'lightsail-ports-testkit'
import { setupWorker } from 'msw/browser'

const credentials = { accessKeyId: 'AKIDDEPLOY', secretAccessKey: 'a-secret' }
const policies = [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }]
const principals = [{ ...credentials, arn: 'arn:aws:iam::123456789012:user/deploy', policies }]
const lightsail = createLightsail({ instances: ['web-1', 'web-2'], auth: 'verify', principals })

async function put(instanceName: string, options: object): Promise<string> {
  const client = new LightsailClient({ region: 'us-east-1', credentials, ...options })
  const portInfos = [{ protocol: 'tcp' as const, fromPort: 443, toPort: 443 }]
  await client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos }))
  return instanceName + ' ' + lightsail.instances.get(instanceName).ports.map(({ fromPort }) => fromPort).join()
}

async function main(): Promise<string> {
  await setupWorker(...lightsail.handlers).start({ quiet: true })
  const done = [await put('web-1', {}), await put('web-2', { requestHandler: lightsail.requestHandler })]
  const failed = await put('web-3', {}).catch((error: Error) => error.name)
  return [...done, failed].join('; ')
}

main().then((text) => document.body.append(text), (error: unknown) => document.body.append(String(error)))
`

let folder = ''
let browser: Browser
const env = environmentOf('24')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-browser-'))
  const dependencies = { ...PACKAGES, 'lightsail-ports-testkit': `file:${inject('packed').tarball}` }
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable'],
    module: 'esnext',
    moduleResolution: 'bundler',
    types: [],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  }
  await mkdir(join(folder, 'public'))
  await Promise.all([
    writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies })),
    writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.ts'] })),
    writeFile(join(folder, 'index.html'), '<!doctype html><script type="module" src="/main.ts"></script>'),
    writeFile(join(folder, 'main.ts'), MAIN),
  ])
  const { code, stderr } = await inFolder(folder, env, 'npm', 'install', ...INSTALL)
  expect(code, stderr).toBe(0)
  await cp(join(folder, 'node_modules/msw/lib/mockServiceWorker.js'), join(folder, 'public/mockServiceWorker.js'))
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  })
})

afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Serves the application with vite, opens it, and returns what it shows. */
async function textShownBy(...command: readonly string[]): Promise<string | null> {
  const args = ['node_modules/vite/bin/vite.js', ...command, '--port', '0', '--host', '127.0.0.1']
  const server = spawn('node', args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const page = await browser.newPage()
    await page.goto(await urlIn(createInterface({ input: server.stdout })))
    await page.waitForFunction('document.body.textContent.trim() !== ""', undefined, { timeout: 120_000 })
    const text = await page.textContent('body')
    await page.close()
    return text
  } finally {
    server.kill()
  }
}

async function urlIn(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(line)?.[0]
    if (url !== undefined) return url
  }
  throw new Error('Failed to start vite: it printed no URL.')
}

const SHOWN = 'web-1 443; web-2 443; NotFoundException'

test('the types need no types of Node', async () => {
  const { code, stdout } = await inFolder(folder, env, 'node', 'node_modules/typescript/bin/tsc')
  expect(code, stdout).toBe(0)
})

test('an application runs in Chromium from the server for developers', async () => {
  expect(await textShownBy('dev')).toBe(SHOWN)
})

test('an application runs in Chromium as it is built', async () => {
  const { code, stdout, stderr } = await inFolder(folder, env, 'node', 'node_modules/vite/bin/vite.js', 'build')
  expect(code, stdout + stderr).toBe(0)
  // A module of Node would be replaced by an empty one, with a warning.
  expect(stdout + stderr).not.toContain('externalized')
  expect(await textShownBy('preview')).toBe(SHOWN)
})
