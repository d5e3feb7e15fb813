import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GetInstancePortStatesCommand, LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import axe from 'axe-core'
import { createLightsail, type Lightsail, type LightsailOptions } from 'lightsail-ports-testkit'
import { readFixture, replay } from 'lightsail-ports-testkit/fixtures'
import { type LightsailServer, serve } from 'lightsail-ports-testkit/server'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPython } from '../support/boto3.ts'
import { budget } from '../support/budget.ts'
import { rawHeaders } from '../support/doors.ts'
import { focused, follow, soon } from './wait.ts'

const ARGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]
const DESK = { width: 1440, height: 900 }
const PHONE = { width: 360, height: 740 }

let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ARGS })
})
afterAll(() => browser?.close())

const tcp = (port: number, ...cidrs: string[]) => ({ protocol: 'tcp', fromPort: port, toPort: port, cidrs })

/** The page of a service in a browser, and everything that the browser says about it. */
class Inspected implements AsyncDisposable {
  readonly lightsail: Lightsail
  readonly server: LightsailServer
  readonly page: Page
  readonly log: string[] = []
  readonly requests: string[] = []

  constructor(lightsail: Lightsail, server: LightsailServer, page: Page) {
    this.lightsail = lightsail
    this.server = server
    this.page = page
    page.on('request', (request) => this.requests.push(request.url()))
    page.on('console', (message) => this.log.push(message.text()))
    page.on('pageerror', (error) => this.log.push(error.message))
    page.on('dialog', (dialog) => {
      this.log.push(dialog.message())
      return dialog.dismiss()
    })
  }

  async go(view: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: view, exact: true }).click()
  }

  call(operation: string, input: object, more: Record<string, string> = {}): Promise<Response> {
    const init = { method: 'POST', headers: { ...rawHeaders(operation), ...more }, body: JSON.stringify(input) }
    return fetch(this.server.url, init)
  }

  put(portInfos: unknown, instanceName = 'web-1'): Promise<Response> {
    return this.call('PutInstancePublicPorts', { instanceName, portInfos })
  }

  client(): LightsailClient {
    const credentials = { accessKeyId: 'AKIDDEPLOY', secretAccessKey: 'example' }
    return new LightsailClient({ region: 'us-east-1', endpoint: this.server.url, credentials })
  }

  /** The lines of the list of calls, newest first. */
  get lines() {
    return this.page.locator('.calls > li')
  }

  /** A view of the page, shown or not. */
  view(name: string) {
    return this.page.getByRole('region', { name, exact: true })
  }

  card(name: string) {
    return this.page.getByRole('article', { name, exact: true })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close()
    await this.server.close()
  }
}

async function inspect(world: LightsailOptions = {}, options: BrowserContextOptions = {}): Promise<Inspected> {
  const lightsail = createLightsail({
    instances: [{ name: 'web-1', tags: { team: 'web' }, ports: [tcp(22, '203.0.113.7'), tcp(80)] }],
    ...world,
  })
  const server = await serve(lightsail)
  const context = await browser.newContext({ viewport: DESK, ...options })
  context.setDefaultTimeout(budget(30_000))
  const inspected = new Inspected(lightsail, server, await context.newPage())
  await inspected.page.goto(`${server.url}/_mock/`)
  await inspected.page.getByText('live', { exact: true }).waitFor()
  return inspected
}

describe('a person who watches a program', () => {
  test('sees the calls of boto3 come, and what they did to the firewall', async () => {
    await using inspected = await inspect()
    const { page, server, lines } = inspected
    await page.getByText('No call has come yet.').waitFor()
    const program = [
      'import boto3, sys',
      "c = boto3.client('lightsail', endpoint_url=sys.argv[1], region_name='us-east-1', aws_access_key_id='a', aws_secret_access_key='b')",
      "c.get_instance_port_states(instanceName='web-1')",
      "c.put_instance_public_ports(instanceName='web-1', portInfos=[{'protocol': 'tcp', 'fromPort': 443, 'toPort': 443}])",
    ].join('\n')
    using child = spawn(await findPython(), ['-c', program, server.url], { stdio: 'ignore' })
    expect((await once(child, 'close'))[0]).toBe(0)
    await soon(() => lines.count()).toBe(2)
    await soon(() => lines.first().innerText()).toMatch(/PutInstancePublicPorts\s+web-1\s+us-east-1/)
    await lines.first().getByText('Port 22 is closed').waitFor()
    const card = inspected.card('web-1')
    await card.getByText('Nobody reaches SSH on this instance any more.').waitFor()
    await card.getByRole('row', { name: /^443\/tcp HTTPS opened by call 2 everybody everybody$/ }).waitFor()
    await card.getByRole('row', { name: /^22\/tcp SSH closed by call 2 203\.0\.113\.7\/32 nobody$/ }).waitFor()
    await soon(() => page.locator('[role=status]').allTextContents()).toContain('Call 2 has closed port 22 of web-1.')
  })

  test('sees the tries of one invocation as one line, with what each came to', async () => {
    await using inspected = await inspect()
    inspected.lightsail.faults.next('ServiceException', 'ThrottlingException')
    await inspected.client().send(new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos: [] }))
    await soon(() => inspected.lines.count()).toBe(1)
    const line = inspected.lines.first()
    await line.getByText('3 tries', { exact: true }).waitFor()
    await line.locator('summary').click()
    await line.getByRole('button', { name: /^Try 1 .*500 ServiceException/ }).click()
    await line.getByText('A fault that was armed happened to it: ServiceException.').waitFor()
    await line.getByRole('button', { name: /^Try 3/ }).click()
    await line.getByText('Port 22 is closed.').waitFor()
    expect(await line.getByRole('group', { name: 'Input' }).textContent()).toContain('"portInfos": []')
    expect(await line.getByRole('group', { name: 'Reply' }).textContent()).toContain('"status": "Succeeded"')
  })

  test('is told which statement of a policy denied a call, and how the rule is known', async () => {
    const statement = { Sid: 'NoPorts', Effect: 'Deny', Action: 'lightsail:Put*', Resource: '*' }
    await using inspected = await inspect({
      principals: [
        {
          accessKeyId: 'AKIDDEPLOY',
          arn: 'arn:aws:iam::123456789012:user/deploy',
          policies: [{ Version: '2012-10-17', Statement: [statement] }],
        },
      ],
    })
    const denied = inspected.client().send(new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos: [] }))
    await expect(denied).rejects.toMatchObject({ name: 'AccessDeniedException' })
    const line = inspected.lines.first()
    await line.locator('summary').click()
    await line.getByText('A policy denies it explicitly: policies[0].Statement[0] (NoPorts)').waitFor()
    await line.getByRole('group', { name: 'The statement that decided' }).getByText('"Sid": "NoPorts"').waitFor()
    await line.getByText("The check that refused it: what the caller's policies allow.").waitFor()
    await line.getByRole('heading', { name: 'Refused' }).waitFor()
    await line.getByText('documented').first().waitFor()
  })

  test('sees an error that no check has made', async () => {
    await using inspected = await inspect()
    inspected.lightsail.faults.next('ServiceException')
    await inspected.put([])
    const line = inspected.lines.first()
    await line.locator('summary').click()
    await line.getByRole('heading', { name: 'Error' }).waitFor()
  })

  test('filters the calls, holds them and goes on', async () => {
    await using inspected = await inspect({ instances: ['web-1', 'db-1'] })
    const { page, lines } = inspected
    await inspected.put([], 'db-1')
    await inspected.put([{ protocol: 'tpc' }])
    await inspected.call('GetInstances', {})
    await soon(() => lines.count()).toBe(3)
    await page.getByLabel('Errors only').check()
    await soon(() => lines.count()).toBe(1)
    await page.getByLabel('Errors only').uncheck()
    await page.getByLabel('Instance', { exact: true }).fill('DB')
    await soon(() => lines.count()).toBe(1)
    await page.getByLabel('Instance', { exact: true }).fill('nothing')
    await page.getByText('No call is like that.').waitFor()
    await page.getByLabel('Instance', { exact: true }).fill('')
    await inspected.view('Calls').getByLabel('Operation').selectOption('GetInstances')
    await soon(() => lines.count()).toBe(1)
    await inspected.view('Calls').getByLabel('Operation').selectOption('')
    await page.getByRole('button', { name: 'Pause' }).click()
    await inspected.call('GetRegions', {})
    await inspected.call('GetRegions', {})
    await page.getByRole('button', { name: 'Continue (2 new)' }).waitFor()
    await soon(() => lines.count()).toBe(3)
    await page.getByRole('button', { name: 'Continue (2 new)' }).click()
    await soon(() => lines.count()).toBe(5)
    await page.getByRole('button', { name: 'Forget the calls' }).click()
    await page.getByText('No call has come yet.').waitFor()
  })

  test('sees an instance that a call makes, with its addresses', async () => {
    await using inspected = await inspect()
    await inspected.call('CreateInstances', {
      instanceNames: ['app-1'],
      availabilityZone: 'us-east-1a',
      blueprintId: 'ubuntu_24_04',
      bundleId: 'nano_3_0',
    })
    await inspected
      .card('app-1')
      .getByText(/198\.18\.\d+\.\d+, 172\.26\.\d+\.\d+, 2001:db8::\w+ \(IPv4 and IPv6\)/)
      .waitFor()
  })

  test('sees an instance that a test changes in the process of the mock', async () => {
    await using inspected = await inspect()
    inspected.lightsail.instances.add({ name: 'db-9', region: 'eu-west-1', state: 'stopping' })
    await inspected.card('db-9').getByText('stopping').waitFor()
  })
})

describe('a person who steers the mock', () => {
  test('arms a fault that hits the next call, and takes another away', async () => {
    await using inspected = await inspect()
    const { page } = inspected
    await inspected.go('Faults')
    await page.getByText('No fault is armed').waitFor()
    const form = page.getByRole('form', { name: 'Arm a fault' })
    await soon(() =>
      form.locator('datalist option').evaluateAll((all) => all.map((one) => one.getAttribute('value'))),
    ).toEqual(['web-1'])
    await form.getByLabel('What goes wrong').selectOption('ThrottlingException')
    await form.getByLabel('Instance (empty: any)').fill('web-1')
    await form.getByLabel('Times').fill('')
    await form.getByRole('button', { name: 'Arm it' }).click()
    await form.locator('input:invalid').waitFor()
    await page.getByText('No fault is armed').waitFor()
    await form.getByLabel('Times').fill('1')
    await form.getByRole('button', { name: 'Arm it' }).click()
    await page.getByRole('listitem').filter({ hasText: 'ThrottlingException the next call' }).waitFor()
    await form.getByLabel('What goes wrong').selectOption('delay')
    await form.getByLabel('Milliseconds').fill('20')
    await form.getByLabel('Operation').selectOption('')
    await form.getByLabel('Instance (empty: any)').fill('')
    await form.getByLabel('How often').selectOption('always')
    await form.getByRole('button', { name: 'Arm it' }).click()
    await page.getByRole('button', { name: 'Take away delay' }).waitFor()
    expect(inspected.lightsail.faults.remaining()).toEqual([
      { error: 'ThrottlingException', times: 1, when: { operation: 'PutInstancePublicPorts', instanceName: 'web-1' } },
      { fault: 'delay', ms: 20, times: 'always' },
    ])
    const reply = await inspected.put([])
    expect([reply.status, await reply.text()]).toEqual([400, expect.stringContaining('ThrottlingException')])
    await soon(() => page.getByRole('button', { name: 'Take away ThrottlingException' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Take away delay' }).click()
    await page.getByText('No fault is armed').waitFor()
    expect(inspected.lightsail.faults.remaining()).toEqual([])
  })

  test('is told what is wrong with a fault', async () => {
    await using inspected = await inspect()
    const { page } = inspected
    await inspected.go('Faults')
    await page.getByLabel('What goes wrong').selectOption('html')
    await page.getByLabel('HTTP status').fill('200')
    await page.getByRole('button', { name: 'Arm it' }).click()
    await page.getByRole('alert').filter({ hasText: 'status: 200 is not an HTTP status from 400 to 599' }).waitFor()
  })

  test('edits an instance, adds one and deletes it', async () => {
    await using inspected = await inspect()
    const { page, lightsail } = inspected
    await page.getByRole('button', { name: 'Edit web-1' }).click()
    const editor = page.getByRole('form', { name: 'Edit web-1' })
    expect(await editor.getByLabel('Ports').inputValue()).toBe('22/tcp 203.0.113.7/32\n80/tcp 0.0.0.0/0 ::/0')
    await editor.getByLabel('State').selectOption('stopped')
    await editor.getByLabel('Tags').fill('team=db\nempty')
    await editor.getByLabel('Ports').fill('ssh')
    await editor.getByRole('button', { name: 'Save' }).click()
    await editor.getByRole('alert').filter({ hasText: 'Failed to read the rule “ssh”' }).waitFor()
    await editor.getByLabel('Ports').fill('443/tcp\n8:-1/icmp 10.0.0.0/8')
    await editor.getByRole('button', { name: 'Save' }).click()
    await inspected
      .card('web-1')
      .getByRole('row', { name: /^8:-1\/icmp ping 10\.0\.0\.0\/8/ })
      .waitFor()
    expect(lightsail.instances.get('web-1')).toMatchObject({ state: 'stopped', tags: { team: 'db', empty: '' } })
    await page.getByText('Add an instance').click()
    await page.getByLabel('Name').fill('-')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('alert').filter({ hasText: 'is not a resource name' }).waitFor()
    await page.getByLabel('Name').fill('db-1')
    await inspected.view('Instances').getByLabel('Region').selectOption('eu-west-1')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('button', { name: 'Edit db-1' }).click()
    await page.getByRole('button', { name: 'Delete the instance' }).click()
    await soon(() => page.getByRole('article').count()).toBe(1)
    expect(lightsail.instances.has('db-1')).toBe(false)
  })

  test('sets up account and Region, moves the clock, loads a world and resets it', async () => {
    await using inspected = await inspect()
    const { page, lightsail } = inspected
    await inspected.go('World')
    await page.getByRole('button', { name: 'Put the account into set-up' }).click()
    await page.getByText('The account 123456789012 is being set up: calls are refused.').waitFor()
    expect(await (await inspected.put([])).text()).toContain('AccountSetupInProgressException')
    await page.getByRole('button', { name: 'Complete the set-up', exact: true }).click()
    await page.getByText('The account 123456789012 is ready.').waitFor()
    await inspected.view('World').getByLabel('Region', { exact: true }).selectOption('eu-south-2')
    await page.getByRole('button', { name: 'Put the Region into set-up' }).click()
    await page.getByText('eu-south-2 is being set up: calls are refused.').waitFor()
    const before = lightsail.clock.now()
    await page.getByRole('button', { name: '+ 1d' }).click()
    await soon(() => lightsail.clock.now() - before).toBeGreaterThanOrEqual(86_400_000)
    await page.getByLabel('Move it on by').fill('soon')
    await page.getByRole('button', { name: 'Move the clock' }).click()
    await page.getByRole('alert').filter({ hasText: 'Failed to move the clock' }).waitFor()
    await page.getByRole('textbox', { name: 'World' }).fill('{"instances":["api-1"]}')
    await page.getByRole('button', { name: 'Load it' }).click()
    await soon(() => [...lightsail.instances].map(({ name }) => name)).toEqual(['api-1'])
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save the world' }).click()
    const chunks = await (await (await saved).createReadStream()).toArray()
    expect(JSON.parse(Buffer.concat(chunks).toString())).toEqual(JSON.parse(JSON.stringify(lightsail.export())))
    await page.getByRole('button', { name: 'Reset everything' }).click()
    await page.getByRole('button', { name: 'Yes, reset' }).click()
    await soon(() => [...lightsail.instances].map(({ name }) => name)).toEqual(['web-1'])
    await inspected.go('Instances')
    await inspected.card('web-1').waitFor()
  })

  test('has a call explained that was made, and one that is pasted', async () => {
    await using inspected = await inspect()
    const { page, lines } = inspected
    await inspected.put([tcp(443)], 'web-9')
    await lines.first().locator('summary').click()
    await page.getByRole('button', { name: 'Explain it now' }).click()
    const told = page.getByRole('region', { name: 'Explanation' })
    await told.getByText('It would be refused for web-9').waitFor()
    await told.getByText('whether there is such an instance').waitFor()
    await page.getByRole('textbox', { name: 'Input' }).fill('{"instanceName":"web-1","portInfos":[],"portinfos":1}')
    await page.getByRole('button', { name: 'Explain it', exact: true }).click()
    await told.getByText('It would be carried out on web-1').waitFor()
    await told.getByText('Nobody reaches SSH on this instance any more.').waitFor()
    await told.getByText('Not in the model, so the service ignores it: portinfos').waitFor()
    await page.getByRole('textbox', { name: 'Input' }).fill('{')
    await page.getByRole('button', { name: 'Explain it', exact: true }).click()
    await told.getByText('400 SerializationException').waitFor()
    await page.getByRole('button', { name: 'Try an example' }).click()
    await told.getByText('443/tcp HTTPS opened, for everybody').waitFor()
    expect(inspected.lightsail.calls.length).toBe(1)
  })

  test('takes a call home as a curl line, an AWS CLI line and a fixture, and the faults as code', async () => {
    await using inspected = await inspect({}, { permissions: ['clipboard-read', 'clipboard-write'] })
    const { page, lines } = inspected
    const copied = () => page.evaluate(() => navigator.clipboard.readText())
    await inspected.put([tcp(443)])
    await lines.first().locator('summary').click()
    await page.getByRole('button', { name: 'Copy as curl' }).click()
    await page.getByRole('button', { name: 'Copy as curl ✓' }).waitFor()
    expect(await copied()).toMatch(/^curl http:\/\/127\.0\.0\.1:\d+\/ --aws-sigv4/)
    await page.getByRole('button', { name: 'Copy as AWS CLI' }).click()
    await soon(copied).toContain('aws lightsail put-instance-public-ports --endpoint-url')
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save all calls as a fixture (HAR)' }).click()
    const chunks = await (await (await saved).createReadStream()).toArray()
    expect(JSON.parse(Buffer.concat(chunks).toString()).log.entries).toHaveLength(1)
    inspected.lightsail.faults.next('ServiceException')
    await inspected.go('Faults')
    await page.getByRole('button', { name: 'Copy as code for a test' }).click()
    await soon(copied).toBe("lightsail.faults.next(\n  { error: 'ServiceException' },\n)\n")
  })

  test('is shown the text to copy where the clipboard is closed', async () => {
    await using inspected = await inspect()
    const { page, lines } = inspected
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('The clipboard is closed.'))
    })
    await inspected.put([])
    await lines.first().locator('summary').click()
    await page.getByRole('button', { name: 'Copy as curl' }).click()
    await soon(() => page.getByRole('textbox', { name: 'Copy as curl' }).inputValue()).toMatch(/^curl http/)
    expect(await page.evaluate(() => getSelection()?.toString())).toMatch(/^curl http/)
  })
})

test('a page asks for nothing but the own routes of the mock, and nothing in it is refused', async () => {
  await using inspected = await inspect()
  const { page, requests, log, server } = inspected
  await inspected.put([tcp(443)])
  await inspected.lines.first().locator('summary').click()
  for (const view of ['Faults', 'World', 'Explain', 'Calls']) await inspected.go(view)
  await page.getByRole('region', { name: 'Calls' }).waitFor()
  expect(requests.filter((url) => !url.startsWith(`${server.url}/_mock/`) && !url.startsWith('data:'))).toEqual([])
  expect(log).toEqual([])
  expect(inspected.lightsail.calls.length).toBe(1)
})

test('the page says when the mock is gone, and goes on when it is back', async () => {
  await using inspected = await inspect()
  const { page, server, lightsail } = inspected
  const { port } = server
  await server.close()
  await page.getByText('connection lost, trying again …').waitFor()
  await using _again = await serve(lightsail, { port })
  await page.getByText('live', { exact: true }).waitFor()
  await inspected.put([])
  await soon(() => inspected.lines.count()).toBe(1)
})

describe('without a mouse', () => {
  test('a keyboard opens a call, gets to its input, and arms a fault', async () => {
    await using inspected = await inspect()
    const { page, lines, lightsail } = inspected
    await inspected.put([tcp(443)])
    await soon(() => lines.count()).toBe(1)
    /** The link to a view and the heading of the view, which takes the focus, have the same text. */
    const tag = () => focused(page).evaluate((element) => element.tagName)
    await page.getByRole('link', { name: 'Calls' }).focus()
    await follow(page, () => page.keyboard.press('Enter'))
    await soon(tag).toBe('H2')
    for (let times = 0; times < 5; times++) await page.keyboard.press('Tab')
    await soon(tag).toBe('SUMMARY')
    await page.keyboard.press('Enter')
    await lines.first().getByRole('group', { name: 'Input' }).waitFor()
    await page.keyboard.press('Tab')
    await soon(() => focused(page).getAttribute('aria-label')).toBe('Input')
    await page.getByRole('link', { name: 'Faults' }).focus()
    await follow(page, () => page.keyboard.press('Enter'))
    await soon(tag).toBe('H2')
    await page.keyboard.press('Tab')
    await soon(tag).toBe('SELECT')
    await page.getByLabel('Times').focus()
    await page.keyboard.press('Enter')
    await soon(() => lightsail.faults.remaining().length).toBe(1)
  })
})

const HOSTILE = [
  '<script>hacked = 1; alert(1)</script>',
  '</style></script></pre></details><img src=x onerror=alert(5)>',
  'nul \0 bell \u0007 esc \u001b[2J',
  '\u202Eesrever\u202C \u2066 עברית 👩‍👩‍👧‍👦',
].join(' ')

test.each([DESK, PHONE])('hostile text is text at $width pixels', async (viewport) => {
  await using inspected = await inspect(
    { instances: [{ name: 'web-1', tags: { [HOSTILE.slice(0, 100)]: HOSTILE } }] },
    { viewport },
  )
  const { page, log } = inspected
  await inspected.call('GetInstance', { instanceName: HOSTILE, [HOSTILE]: HOSTILE })
  await inspected.call('GetInstance', { instanceName: 'x'.repeat(5000), resourceName: 1 })
  await inspected.call('<b>', {})
  await inspected.go('Calls')
  await soon(() => inspected.lines.count()).toBe(3)
  for (const line of await inspected.lines.all()) await line.locator('summary').first().click()
  await inspected.lines.last().getByRole('group', { name: 'Input' }).waitFor()
  const text = await inspected.lines.last().innerText()
  expect(text).toContain('<script>hacked = 1; alert(1)</script>')
  expect(text).toContain('[U+202E]esrever[U+202C]')
  expect(text).not.toMatch(/[\p{Bidi_Control}]|(?![\n\t])\p{Cc}/u)
  expect(await page.locator('script, style, img, [onerror]').count()).toBe(3)
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false)
  expect(log).toEqual([])
  expect(await overflowsOf(page)).toEqual([])
})

test('inputs of a megabyte are calls like others', async () => {
  await using inspected = await inspect()
  const { lines } = inspected
  await inspected.call('PutInstancePublicPorts', {
    instanceName: 'web-1',
    portInfos: [],
    text: 'x'.repeat(1024 * 1024 - 200),
  })
  await inspected.call('PutInstancePublicPorts', {
    instanceName: 'web-1',
    portInfos: [],
    text: 'x'.repeat(1024 * 1024),
  })
  await inspected.call('PutInstancePublicPorts', { instanceName: 'web-1', portInfos: [], text: 'x'.repeat(60 * 1024) })
  await soon(() => lines.count()).toBe(3)
  await lines.last().locator('summary').click()
  await lines.last().getByText('It is not kept').waitFor()
  await lines.first().locator('summary').click()
  await lines.first().getByRole('group', { name: 'Input' }).waitFor()
  await lines.nth(1).getByText('413 RequestEntityTooLargeException').waitFor()
})

test('a thousand instances are found by their names', async () => {
  const instances = Array.from({ length: 1000 }, (_, index) => `web-${index}`)
  await using inspected = await inspect({ instances })
  const { page } = inspected
  await page.getByText('20 of 1,000 instances').waitFor()
  await page.getByRole('button', { name: 'Show more' }).click()
  await soon(() => page.getByRole('article').count()).toBe(40)
  await page.getByLabel('Find an instance').fill('web-777')
  await inspected.card('web-777').waitFor()
  await soon(() => page.getByRole('article').count()).toBe(1)
})

test('ten thousand calls are drawn a hundred at a time', async () => {
  await using inspected = await inspect()
  const { page, lightsail, lines } = inspected
  for (let times = 0; times < 12_000; times++) {
    lightsail.handle({ method: 'POST', path: '/', headers: rawHeaders('GetRegions'), body: '{}' })
  }
  await page.getByText('100 of 10,000 lines').waitFor({ timeout: budget(60_000) })
  await page.getByRole('button', { name: 'Show older calls' }).click()
  await soon(() => lines.count()).toBe(200)
  await inspected.put([])
  await lines.first().getByText('PutInstancePublicPorts').waitFor()
})

test('a page of another origin can neither read nor steer the mock', async () => {
  await using inspected = await inspect()
  const { page, server, lightsail } = inspected
  const other = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end('<!doctype html><title>other</title>')
  })
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`)
  const came = await page.evaluate(async (url) => {
    const outcomeOf = (promise: Promise<Response>) =>
      promise.then(
        ({ status, type }) => `${type} ${status}`,
        () => 'failed',
      )
    const framed = new Promise((resolve) => {
      const frame = document.createElement('iframe')
      frame.onload = () => {
        try {
          resolve(frame.contentDocument?.body.innerHTML ?? 'closed')
        } catch {
          resolve('closed')
        }
      }
      frame.src = `${url}/_mock/`
      document.body.append(frame)
    })
    return [
      await outcomeOf(fetch(`${url}/_mock/calls`)),
      await outcomeOf(
        fetch(`${url}/_mock/faults`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: '{"error":"ServiceException"}',
        }),
      ),
      await outcomeOf(
        fetch(`${url}/_mock/faults`, { method: 'POST', mode: 'no-cors', body: '{"error":"ServiceException"}' }),
      ),
      await outcomeOf(fetch(`${url}/_mock/reset`, { method: 'POST', mode: 'no-cors' })),
      await new Promise((resolve) => {
        const source = new EventSource(`${url}/_mock/calls`)
        source.onerror = () => resolve('failed')
        source.onmessage = () => resolve('read')
      }),
      await framed,
    ]
  }, server.url)
  other.close()
  expect(came).toEqual(['failed', 'failed', 'opaque 0', 'opaque 0', 'failed', 'closed'])
  expect(lightsail.faults.remaining()).toEqual([])
})

/** Lists the elements that are seen and reach beyond the edges of the window. */
function overflowsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isSeen = (element: Element) => element.checkVisibility() && getComputedStyle(element).clipPath === 'none'
    const beyond = [...document.querySelectorAll('body *')].filter((element) => {
      if (!isSeen(element)) return false
      const { left, right } = element.getBoundingClientRect()
      return left < 0 || right > innerWidth + 0.5
    })
    const width = document.scrollingElement?.scrollWidth ?? Number.NaN
    return [
      ...(width > innerWidth ? [`page: ${width}`] : []),
      ...beyond.map(({ outerHTML }) => outerHTML.slice(0, 160)),
    ]
  })
}

const VIEWS = ['Instances', 'Calls', 'Faults', 'World', 'Explain']

async function fill(inspected: Inspected): Promise<void> {
  inspected.lightsail.faults.next('ServiceException')
  await inspected.put([])
  await inspected.put([
    tcp(443, '10.0.0.0/8', '192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5', '192.0.2.6'),
  ])
  await inspected.put([{ protocol: 'tpc' }])
  inspected.lightsail.faults.next('ServiceException')
  await soon(() => inspected.page.locator('.calls > li').count()).toBe(3)
  await inspected.go('Calls')
  for (const line of await inspected.lines.all()) await line.locator('summary').first().click()
}

describe.each([
  ['a window', DESK],
  ['a window at 200 %', { width: 640, height: 450 }],
  ['a phone', PHONE],
] as const)('on %s', (_name, viewport) => {
  test('nothing goes beyond the edge, and no text is too small to read', async () => {
    await using inspected = await inspect({}, { viewport })
    const { page } = inspected
    await fill(inspected)
    for (const view of VIEWS) {
      await inspected.go(view)
      expect([view, await overflowsOf(page)]).toEqual([view, []])
    }
    const sizes = await page
      .locator('body *')
      .evaluateAll((all) => all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)))
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12)
  })

  test.each(['light', 'dark'] as const)('axe finds nothing in %s mode', async (colorScheme) => {
    await using inspected = await inspect({}, { viewport, colorScheme, bypassCSP: true })
    const { page } = inspected
    await fill(inspected)
    await page.addScriptTag({ content: axe.source })
    for (const view of VIEWS) {
      await inspected.go(view)
      if (view === 'Explain') await page.getByRole('button', { name: 'Try an example' }).click()
      if (view === 'Instances') await page.getByRole('button', { name: 'Edit web-1' }).click()
      const found = await page.evaluate(async () => {
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
        const { violations, passes } = await (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: tags })
        return {
          violations: violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('\n')}`,
          ),
          passes: passes.map(({ id }) => id),
        }
      })
      expect([view, found.violations]).toEqual([view, []])
      expect(found.passes).toContain('color-contrast')
    }
  })
})

test('a replay shows its entries, and the request that found none', async () => {
  const fixture = replay(await readFixture('fixtures/data/put-replaces-rules.har'))
  const inspection = { mode: 'replay', title: 'put.har', entries: () => fixture.entries } as const
  await using server = await serve(fixture, { inspection })
  const context = await browser.newContext({ viewport: DESK })
  const page = await context.newPage()
  await page.goto(`${server.url}/_mock/`)
  await page.getByRole('heading', { name: 'Lightsail replay put.har' }).waitFor()
  const count = fixture.entries.length
  await page.getByText(`0 of ${count} entries used`).waitFor()
  const send = (operation: string, input: unknown) =>
    fetch(server.url, { method: 'POST', headers: rawHeaders(operation), body: JSON.stringify(input) })
  await send(fixture.entries[0]?.operation ?? '', fixture.entries[0]?.input)
  await page.getByText(`1 of ${count} entries used`).waitFor()
  await send('PutInstancePublicPorts', { instanceName: 'web-9', portInfos: [] })
  await page.locator('.calls summary', { hasText: 'UnmatchedRequestException' }).click()
  await page.locator('.details').getByText('The nearest is log.entries[').first().waitFor()
  expect(await page.getByRole('navigation').getByRole('link').allTextContents()).toEqual(['Entries', 'Calls'])
  await context.close()
})

test('nothing moves for those who want no motion', async () => {
  await using inspected = await inspect({}, { reducedMotion: 'reduce' })
  const moving = await inspected.page.evaluate(() => document.getAnimations().length)
  expect(moving).toBe(0)
  await inspected.put([])
  await inspected.client().send(new GetInstancePortStatesCommand({ instanceName: 'web-1' }))
  await soon(() => inspected.lines.count()).toBe(2)
})
