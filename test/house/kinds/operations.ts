import { existsSync, globSync } from 'node:fs'
import { parseHar } from 'lightsail-ports-testkit/fixtures'
import { behaviours, createService } from 'lightsail-ports-testkit/server'
import { OPERATION_NAMES } from '../../../mocks/model/operation-names.ts'
import { OPERATIONS } from '../../../mocks/operations/index.ts'
import { PLACES } from '../../docs/places.ts'
import { rawHeaders } from '../../support/doors.ts'
import { hasWord, type Kind, readAll, readText, toKebabCase } from './kind.ts'

const ROOT = new URL('../../../', import.meta.url)
const LIST = readText(PLACES.operations)
const FIXTURES = readAll('fixtures/data/*.har')
const TESTS = readAll('test/mocks/**/*.ts')
const TYPE_TESTS = readAll('test/types/*.test-d.ts')

/** The behaviours speak of Put, Open and Close. */
const SHORT = /InstancePublicPorts$/

export const OPERATION_KIND: Kind = {
  name: 'operation',
  members: [...OPERATIONS.keys()],
  needs: [
    { what: 'a name of the model in mocks/model/operation-names.ts', isMet: (name) => isKnown(name) },
    {
      what: 'a file of its name in mocks/operations/',
      isMet: (name) => existsSync(new URL(`mocks/operations/${toKebabCase(name)}.ts`, ROOT)),
    },
    { what: `its name in ${PLACES.operations}: run npm run docs`, isMet: (name) => hasWord(LIST, name) },
    {
      what: 'a row in mocks/behaviours.ts that names it and says how its behaviour is known',
      isMet: (name) => behaviours.some(({ does }) => hasWord(does, name) || hasWord(does, name.replace(SHORT, ''))),
    },
    {
      what: 'a shipped fixture in fixtures/data/',
      isMet: (name) => hasWord(FIXTURES, `Lightsail_20161128.${name}`),
    },
    { what: 'a test in test/mocks/ that sends its command', isMet: (name) => hasWord(TESTS, `${name}Command`) },
    {
      what: 'a type test of operation() with its input and output in test/types/operations.test-d.ts',
      isMet: (name) => TYPE_TESTS.includes(`operation('${name}', `),
    },
    { what: 'an answer to a policy that denies it', isMet: isDenied },
    {
      what: 'a way through the engine: it is answered as an unknown operation',
      isMet: async (name) => (await errorOf(name, [])) !== 'UnknownOperationException',
    },
  ],
}

function isKnown(name: string): boolean {
  return OPERATION_NAMES.some((known) => known === name)
}

/** Tells whether a caller who is allowed everything but this is refused, and one who is allowed everything is not. */
async function isDenied(name: string): Promise<boolean> {
  const allow = { Effect: 'Allow', Action: '*', Resource: '*' }
  const deny = { Effect: 'Deny', Action: `lightsail:${name}`, Resource: '*' }
  const denied = 'AccessDeniedException'
  return (await errorOf(name, [allow, deny])) === denied && (await errorOf(name, [allow])) !== denied
}

/** The input of an operation in a shipped fixture, about the instance web-1. */
function inputOf(name: string): string {
  for (const har of globSync('fixtures/data/*.har', { cwd: ROOT }).toSorted()) {
    for (const { request } of parseHar(readText(har)).log.entries) {
      const isOne = request.headers.some(({ value }) => value === `Lightsail_20161128.${name}`)
      const input = JSON.parse(request.postData?.text ?? '{}')
      if (isOne) return JSON.stringify('instanceName' in input ? { ...input, instanceName: 'web-1' } : input)
    }
  }
  return '{}'
}

/** The error of a call under a policy. */
async function errorOf(name: string, statements: readonly object[]): Promise<string | undefined> {
  const headers = rawHeaders(name)
  const [, accessKeyId = ''] = /Credential=(\w+)/.exec(headers['authorization'] ?? '') ?? []
  const policies = [{ Version: '2012-10-17', Statement: statements }]
  const caller = { accessKeyId, secretAccessKey: 'secret', arn: 'arn:aws:iam::123456789012:user/caller', policies }
  const service = createService({
    instances: ['web-1'],
    auth: 'presence',
    ...(statements.length > 0 && { principals: [caller as never] }),
  })
  const body = inputOf(name)
  await service.fetch('https://lightsail.us-east-1.amazonaws.com/', { method: 'POST', headers, body })
  return service.calls.last?.outcome.error
}
