import { errorCatalogue } from '../../mocks/server/index.ts'
import { importLine } from './import-line.ts'
import type { Project } from './project.ts'

const CALL_V3 = `  call: ({ client, instanceName, portInfos }) =>
    client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos })),`

const CALL_V2 = `  call: ({ endpoint, region, credentials, instanceName, portInfos }) =>
    new Lightsail({ endpoint, region, credentials, maxRetries: 0 })
      .putInstancePublicPorts({ instanceName, portInfos })
      .promise(),`

/** Writes the promises of a consumer that passes every error on. */
function promises(): readonly string[] {
  return errorCatalogue
    .filter(({ documentedForPut }) => documentedForPut)
    .map(({ name }) => `    ${name}: rejects('${name}'),`)
}

/** Writes a contract for a project: a promise for every documented error, to be replaced by its own. */
export function contractTest(project: Project): string {
  const { runner, sdk, isTypeScript } = project
  const call =
    sdk === 2 && isTypeScript ? CALL_V2.replace('portInfos })\n', 'portInfos: [...portInfos] as [] })\n') : CALL_V2
  const lines = [
    ...(runner === 'node' ? [importLine(project, ['after', 'describe', 'it'], 'node:test')] : []),
    sdk === 3
      ? importLine(project, ['PutInstancePublicPortsCommand'], '@aws-sdk/client-lightsail')
      : importLine(project, 'Lightsail', 'aws-sdk/clients/lightsail.js'),
    importLine(project, ['describeConsumer', 'rejects'], 'lightsail-ports-testkit/contracts'),
    '',
    '// The contract of your code with Lightsail: one test for each case. It writes pacts/my-service-lightsail.json.',
    'describeConsumer({',
    "  name: 'my-service',",
    '  // Call your own code here, with the client or the endpoint that it is given.',
    sdk === 3 ? CALL_V3 : call,
    '  // The promise of your code for each error: rejects(…), resolves(…) or retries(…). An AWS SDK of before May 2026',
    '  // calls a missing instance DoesNotExist, with Lightsail itself, too.',
    '  handles: {',
    ...promises(),
    '  },',
    runner === 'node' ? '}, { describe, it, after })' : '})',
    '',
  ]
  return lines.join('\n')
}
