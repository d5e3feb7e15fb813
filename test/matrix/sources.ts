import { readFileSync } from 'node:fs'
import { type Cell, isCommonJs } from './cells.ts'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

/** Writes the lines that import the functions of a test, for each runner. */
function importsOf({ runner }: Cell, names: readonly string[]): string {
  if (runner.startsWith('vitest')) return `import { ${names.join(', ')} } from 'vitest'\n`
  if (runner.startsWith('Jest')) return `import { ${names.join(', ')} } from '@jest/globals'\n`
  const ofNode: Readonly<Record<string, string>> = { afterAll: 'after as afterAll', beforeAll: 'before as beforeAll' }
  const hooks = names.filter((name) => name !== 'expect').map((name) => ofNode[name] ?? name)
  return `import { ${hooks.join(', ')} } from 'node:test'\nimport { expect } from 'expect'\n`
}

/** Node asks for the file that is imported, TypeScript's own resolution takes it without its ending, too. */
function inFormOf(cell: Cell, source: string): string {
  return isCommonJs(cell) ? source.replaceAll("from './firewall-sync.ts'", "from './firewall-sync'") : source
}

/** Replaces the import of vitest in a source of this repository. */
function forRunner(cell: Cell, source: string): string {
  return source.replace(/import \{ (.*) \} from 'vitest'\n/, (_all, names: string) =>
    importsOf(cell, names.split(', ')),
  )
}

/** The entry that has `setupLightsail` and, but for node:test, matchers. */
function entryOf({ runner }: Cell): string {
  if (runner.startsWith('vitest')) return 'vitest'
  return runner.startsWith('Jest') ? 'jest' : 'node-test'
}

/** One line for listen, reset and close, and matchers with their types. */
function setUpTest(cell: Cell, code: string): string {
  const hasMatchers = entryOf(cell) !== 'node-test'
  const names = hasMatchers ? ['expect', 'test'] : ['test']
  return `${importsOf(cell, names).replace("import { expect } from 'expect'\n", '')}
import { setupLightsail } from 'lightsail-ports-testkit/${entryOf(cell)}'
${hasMatchers ? '' : "import { expect } from 'expect'\n"}import { putHttps } from './put.ts'

const lightsail = setupLightsail({ instances: ['web-1'] })

for (const time of ['first', 'second']) {
  test(\`the world is new for the \${time} test\`, async () => {
    expect(lightsail.instances.get('web-1').ports).toHaveLength(2)
    await putHttps()
    ${
      hasMatchers
        ? `expect(lightsail).toHaveOpenPorts('web-1', ['443/tcp'])
    expect(lightsail).not.toHaveReceivedOperation('GetRegions')`
        : `expect(lightsail.instances.get('web-1').ports).toHaveLength(1)`
    }
    expect(lightsail.calls.of('PutInstancePublicPorts')).toHaveLength(1)
  })
}
${code}`
}

const PUT_V3 = `import { LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'

const anybody = { accessKeyId: 'test', secretAccessKey: 'test' }

export async function putHttps(endpoint?: string, credentials = anybody): Promise<void> {
  const client = new LightsailClient({ region: 'us-east-1', credentials, ...(endpoint !== undefined && { endpoint }) })
  const portInfos = [{ protocol: 'tcp' as const, fromPort: 443, toPort: 443 }]
  await client.send(new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos }))
}
`

const PUT_V2 = `import Lightsail from 'aws-sdk/clients/lightsail.js'

const anybody = { accessKeyId: 'test', secretAccessKey: 'test' }

export async function putHttps(endpoint?: string, credentials = anybody): Promise<void> {
  const client = new Lightsail({ region: 'us-east-1', credentials, ...(endpoint !== undefined && { endpoint }) })
  const portInfos = [{ protocol: 'tcp', fromPort: 443, toPort: 443 }]
  await client.putInstancePublicPorts({ instanceName: 'web-1', portInfos }).promise()
}
`

/** The same over HTTP, and in the README's first test with the SDK of before. */
const OVER_HTTP = `
import { createService, serve } from 'lightsail-ports-testkit/server'

test('over HTTP', async () => {
  const service = createService({ instances: ['web-1'] })
  const server = await serve(service, { port: 0 })
  await putHttps(server.url)
  await server.close()
  expect(service.instances.get('web-1').ports).toMatchObject([{ fromPort: 443 }])
})
`

/** The README's first test with the SDK of before: its client is made in one function. */
function firstTest(cell: Cell): string {
  const source = forRunner(cell, read('test/docs/snippets/first.test.ts'))
  if (!isV2(cell)) return source
  return source
    .replace(/import \{ LightsailClient.*\n/, "import { putHttps } from './put.ts'\n")
    .replace(/\/\/ The code under test[\s\S]*?\n}\n/, 'const allowHttps = putHttps\n')
}

const CONTRACT_V2 = `import Lightsail from 'aws-sdk/clients/lightsail.js'
import { type ConsumerCall, describeConsumer, rejects } from 'lightsail-ports-testkit/contracts'

async function call({ endpoint, region, credentials, instanceName, portInfos }: ConsumerCall) {
  const client = new Lightsail({ endpoint, region, credentials, maxRetries: 0 })
  const { portStates = [] } = await client.getInstancePortStates({ instanceName }).promise()
  const kept = portStates.map(({ state: _state, ...rule }) => rule)
  const all = [...kept, ...(portInfos as Lightsail.PortInfo[])]
  await client.putInstancePublicPorts({ instanceName, portInfos: all }).promise()
}

describeConsumer({
  name: 'put-ports',
  call,
  handles: {
    AccessDeniedException: rejects('AccessDeniedException'),
    AccountSetupInProgressException: rejects('AccountSetupInProgressException'),
    InvalidInputException: rejects('InvalidInputException'),
    NotFoundException: rejects('NotFoundException'),
    OperationFailureException: rejects('OperationFailureException'),
    RegionSetupInProgressException: rejects('RegionSetupInProgressException'),
    ServiceException: rejects('ServiceException'),
    UnauthenticatedException: rejects('UnauthenticatedException'),
  },
RUNNER})
`

/** node:test has no globals: it is given. */
function contractTest(cell: Cell): string {
  const isNodeTest = cell.runner === 'node:test'
  const source = isV2(cell)
    ? CONTRACT_V2.replace('RUNNER})', isNodeTest ? '}, { describe, it, after })' : '})')
    : read('examples/firewall-sync/firewall-sync.test.ts')
        .replace("import { fileURLToPath } from 'node:url'\n", '')
        .replace("fileURLToPath(new URL('./pacts', import.meta.url))", "'pacts'")
        .replace(/\n\}\)\n$/, isNodeTest ? '\n}, { describe, it, after })\n' : '\n})\n')
  return inFormOf(cell, isNodeTest ? `import { after, describe, it } from 'node:test'\n${source}` : source)
}

const SITUATIONS = ['fresh-instance', 'not-found', 'service-error-once', 'throttled-once', 'commit-then-drop']

/** A card of a good consumer, and of one that closes every other port. */
function cardTest(cell: Cell): string {
  const { runner } = cell
  const timeout = runner === 'node:test' ? '' : ', 60_000'
  const good = isV2(cell)
    ? ''
    : `
test('a good consumer', async () => {
  const card = await certifyConsumer({
    call: ({ client, instanceName, portInfos }) => syncFirewall(client, instanceName, portInfos),
    isSuccess: ({ status }) => status === 'done',
    situations,
  })
  expect([card.failed, textReport(card, { brief: true })]).toEqual([0, expect.any(String)])
}${timeout})
`
  const source = `${importsOf(cell, ['expect', 'test'])}import { certifyConsumer, textReport } from 'lightsail-ports-testkit/certify'
${isV2(cell) ? '' : "import { syncFirewall } from './firewall-sync.ts'\n"}import { putHttps } from './put.ts'

const situations = ${JSON.stringify(SITUATIONS)}
${good}
test('a consumer that closes every other port', async () => {
  const card = await certifyConsumer({ call: ({ endpoint, credentials }) => putHttps(endpoint, credentials), situations })
  const failed = card.situations.flatMap(({ judgements }) => judgements.filter(({ verdict }) => verdict === 'fail'))
  expect(failed.map(({ name }) => name)).toContain('lock-out')
  expect(textReport(card)).toContain('lock-out')
}${timeout})
`
  return inFormOf(cell, source)
}

/** Tells whether a cell has version 2 of the AWS SDK. */
export function isV2({ sdk }: Pick<Cell, 'sdk'>): boolean {
  return sdk.startsWith('2.')
}

/** Writes the sources of a cell's project: names of files, and what they hold. */
export function sourcesOf(cell: Cell): Readonly<Record<string, string>> {
  const withoutEnding = (source: string) => (isCommonJs(cell) ? source.replaceAll("'./put.ts'", "'./put'") : source)
  return {
    'put.ts': isV2(cell) ? PUT_V2 : PUT_V3,
    ...(!isV2(cell) && { 'firewall-sync.ts': read('examples/firewall-sync/firewall-sync.ts') }),
    'first.test.ts': withoutEnding(firstTest(cell)),
    'set-up.test.ts': withoutEnding(setUpTest(cell, OVER_HTTP)),
    'contract.test.ts': contractTest(cell),
    'card.test.ts': withoutEnding(cardTest(cell)),
  }
}
