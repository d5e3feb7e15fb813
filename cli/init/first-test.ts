import { importLine } from './import-line.ts'
import type { Project } from './project.ts'

const CODE_V3 = `async function openHttps(instanceName) {
  const client = new LightsailClient({ region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } })
  const portInfos = [{ protocol: 'tcp', fromPort: 443, toPort: 443 }]
  await client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos }))
}`

const CODE_V2 = `async function openHttps(instanceName) {
  const client = new Lightsail({ region: 'us-east-1', accessKeyId: 'test', secretAccessKey: 'test' })
  const portInfos = [{ protocol: 'tcp', fromPort: 443, toPort: 443 }]
  await client.putInstancePublicPorts({ instanceName, portInfos }).promise()
}`

/** Adds the types that TypeScript asks for. */
function withTypes(code: string): string {
  return code
    .replace('openHttps(instanceName)', 'openHttps(instanceName: string): Promise<void>')
    .replace("protocol: 'tcp',", "protocol: 'tcp' as const,")
}

const WITH_MATCHERS = `test('HTTPS is open', async () => {
  await openHttps('web-1')
  // A Put replaces every rule: the ports 22 and 80, open before, are closed now.
  expect(lightsail).toHaveOpenPorts('web-1', ['443/tcp'])
})

test('a throttled request is sent again', async () => {
  lightsail.faults.next('ThrottlingException')
  await openHttps('web-1')
  expect(lightsail).toHaveReceivedOperationTimes('PutInstancePublicPorts', 2)
})

test('a missing instance is an error', async () => {
  await expect(openHttps('web-9')).rejects.toThrow('The Instance does not exist: web-9')
})
`

const WITH_ASSERT = `test('HTTPS is open', async () => {
  await openHttps('web-1')
  // A Put replaces every rule: the ports 22 and 80, open before, are closed now.
  assert.deepEqual(lightsail.instances.get('web-1').ports.map(({ fromPort }) => fromPort), [443])
})

test('a throttled request is sent again', async () => {
  lightsail.faults.next('ThrottlingException')
  await openHttps('web-1')
  assert.equal(lightsail.calls.of('PutInstancePublicPorts').length, 2)
})

test('a missing instance is an error', async () => {
  await assert.rejects(openHttps('web-9'), /The Instance does not exist: web-9/)
})
`

/** The entry of each runner, and the module with its functions. */
const ENTRIES = { vitest: 'vitest', jest: 'jest', node: 'node-test' } as const
const MODULES = { vitest: 'vitest', jest: '@jest/globals', node: 'node:test' } as const

/** Writes a first test for a project: it passes as it is, and shows where the code of the project goes. */
export function firstTest(project: Project): string {
  const { runner, sdk, isTypeScript } = project
  const code = sdk === 3 ? CODE_V3 : CODE_V2
  const lines = [
    ...(runner === 'node' ? [importLine(project, 'assert', 'node:assert/strict')] : []),
    importLine(project, runner === 'node' ? ['test'] : ['expect', 'test'], MODULES[runner]),
    sdk === 3
      ? importLine(project, ['LightsailClient', 'PutInstancePublicPortsCommand'], '@aws-sdk/client-lightsail')
      : importLine(project, 'Lightsail', 'aws-sdk/clients/lightsail.js'),
    importLine(project, ['setupLightsail'], `lightsail-ports-testkit/${ENTRIES[runner]}`),
    '',
    '// Requests to Lightsail from this file go to this simulation. Each test begins with this world.',
    "const lightsail = setupLightsail({ instances: ['web-1'] })",
    '',
    '// Import your own code instead of this function: any code that uses an AWS SDK.',
    isTypeScript ? withTypes(code) : code,
    '',
    runner === 'node' ? WITH_ASSERT : WITH_MATCHERS,
  ]
  return lines.join('\n')
}
