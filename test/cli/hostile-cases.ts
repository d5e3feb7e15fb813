/** A text that steers a terminal, and holds commands of CI systems. It is a name, a message, a path … of somebody else. */
const HOSTILE = 'x\u001b]0;owned\u0007\u001b[2J\r\n::error::owned\n ##[error]owned \u202e\u2028\u009b31m'

/** A run of a command over files that somebody else wrote. */
export interface HostileCase {
  readonly title: string
  /** The files, by their names in a folder of the case. */
  readonly files?: Readonly<Record<string, string>>
  readonly args: (folder: string) => readonly string[]
  /** For a command that runs until it is ended: sends requests meanwhile, and returns replies that people read. */
  readonly requests?: (url: string) => Promise<string>
}

const json = (value: unknown): string => JSON.stringify(value)
const QUOTED = json(HOSTILE)
const worldOf = (...instances: unknown[]): string => json({ instances })
const put = json({ instanceName: HOSTILE, portInfos: [{ protocol: HOSTILE, cidrs: [HOSTILE], [HOSTILE]: 1 }] })

/** Calls the service, and its own routes, with hostile texts in each place that they could repeat. Returns the routes' replies. */
async function callHostile(url: string): Promise<string> {
  const plain = {
    'content-type': 'application/x-amz-json-1.1',
    authorization: 'AWS4-HMAC-SHA256 Credential=a/b ##[error]',
    'user-agent': '##[error]',
  }
  const targets = ['Lightsail_20161128.PutInstancePublicPorts', 'Lightsail_20161128.##[error]owned', '::error::owned']
  for (const target of targets) {
    await fetch(url, { method: 'POST', headers: { ...plain, 'x-amz-target': target }, body: put })
  }
  const replies: string[] = []
  for (const route of ['instances/%1b%5b2J%c2%9b', 'faults', 'world', 'explain', 'replies', 'pact-states', 'clock']) {
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: put }
    replies.push(await (await fetch(`${url}/_mock/${route}`, request)).text())
  }
  for (const route of ['calls', 'world', 'faults', 'instances', 'replies', `${encodeURIComponent(HOSTILE)}`]) {
    replies.push(await (await fetch(`${url}/_mock/${route}`)).text())
  }
  return replies.join('\n')
}

const har = (more: object): string =>
  json({ log: { version: '1.2', creator: { name: HOSTILE }, entries: [entry], ...more } })
const entry = {
  startedDateTime: '2026-01-31T12:00:00.000Z',
  time: 1,
  request: {
    method: 'POST',
    url: 'https://lightsail.us-east-1.amazonaws.com/',
    headers: [
      { name: 'X-Amz-Target', value: 'Lightsail_20161128.PutInstancePublicPorts' },
      { name: HOSTILE, value: HOSTILE },
      { name: 'X-Amz-Security-Token', value: `${HOSTILE} secret` },
    ],
    queryString: [],
    cookies: [],
    postData: { mimeType: 'application/x-amz-json-1.1', text: json({ instanceName: HOSTILE, [HOSTILE]: HOSTILE }) },
  },
  response: {
    status: 400,
    statusText: HOSTILE,
    headers: [],
    cookies: [],
    content: { mimeType: HOSTILE, text: json({ __type: HOSTILE, message: HOSTILE }) },
  },
  timings: { send: 0, wait: 1, receive: 0 },
}
const HOSTILE_HAR = har({ _lightsail: { source: 'made', title: HOSTILE, world: { instances: [HOSTILE] } } })

const pact = (state: string): string =>
  json({
    consumer: { name: HOSTILE },
    provider: { name: 'lightsail' },
    interactions: [
      {
        description: HOSTILE,
        providerStates: [{ name: state, params: { name: 'web-1', [HOSTILE]: HOSTILE } }],
        request: { method: 'POST', path: '/', headers: { 'X-Amz-Target': HOSTILE }, body: { [HOSTILE]: HOSTILE } },
        response: { status: 200, body: { [HOSTILE]: HOSTILE } },
      },
    ],
    metadata: { pactSpecification: { version: '3.0.0' } },
  })

const module = (body: string): string => `export default async () => { ${body} }\n`
const inFile =
  (name: string, ...more: string[]) =>
  (folder: string) => [`${folder}/${name}`, ...more]
const FEW = ['--situation', 'clean', '--concurrency', '1']

/** A program that prints the hostile text to both streams and fails. */
const PROGRAM = `process.stdout.write(${QUOTED}); process.stderr.write(${QUOTED}); process.exit(3)\n`

/** The hostile cases of each command, by the name of its file. A command without one fails the test by its name. */
export const HOSTILE_CASES: Readonly<Record<string, readonly HostileCase[]>> = {
  serve: [
    {
      title: 'a world with an unknown member',
      files: { w: json({ [HOSTILE]: 1 }) },
      args: (at) => ['--world', `${at}/w`],
    },
    { title: 'a world with a bad instance', files: { w: worldOf(HOSTILE) }, args: (at) => ['--world', `${at}/w`] },
    { title: 'a world that is not JSON', files: { w: `{${HOSTILE}` }, args: (at) => ['--world', `${at}/w`] },
    {
      title: 'a world with bad tags',
      files: { w: worldOf({ name: 'web-1', tags: { a: [HOSTILE] }, ports: [{ protocol: HOSTILE }] }) },
      args: (at) => ['--world', `${at}/w`],
    },
    {
      title: 'a bad policy',
      files: {
        w: json({
          principals: [
            {
              accessKeyId: HOSTILE,
              arn: HOSTILE,
              policies: [{ Statement: [{ Effect: HOSTILE, Action: HOSTILE, Condition: { [HOSTILE]: 1 } }] }],
            },
          ],
        }),
      },
      args: (at) => ['--world', `${at}/w`],
    },
    {
      title: 'replies that are wrong',
      files: { r: json([{ operation: HOSTILE, output: {} }]) },
      args: (at) => ['--reply', `${at}/r`],
    },
    {
      title: 'replies that are not YAML',
      files: { r: `- {operation: "${HOSTILE}` },
      args: (at) => ['--reply', `${at}/r`],
    },
    { title: 'a fault', args: () => ['--fault', HOSTILE] },
    { title: 'a fault as JSON', args: () => ['--fault', json({ error: HOSTILE, [HOSTILE]: 1 })] },
    { title: 'a rule', args: () => ['--rule', `${HOSTILE}=${HOSTILE}`] },
    { title: 'an instance', args: () => ['--instance', HOSTILE] },
    { title: 'a host', args: () => ['--host', HOSTILE] },
    { title: 'a Region', args: () => ['--region', HOSTILE] },
    { title: 'a file that is not there', args: (at) => ['--world', `${at}/${HOSTILE.replaceAll('/', '')}`] },
    { title: 'calls, with a log as text', args: () => ['--port', '0', '--log', 'text'], requests: callHostile },
    { title: 'calls, with a log as JSON', args: () => ['--port', '0', '--log', 'json'], requests: callHostile },
  ],
  replay: [
    { title: 'a HAR that is not JSON', files: { h: `{"log": ${HOSTILE}` }, args: inFile('h') },
    {
      title: 'a HAR with a bad entry',
      files: { h: json({ log: { version: HOSTILE, entries: HOSTILE } }) },
      args: inFile('h'),
    },
    {
      title: 'calls that match nothing',
      files: { h: HOSTILE_HAR },
      args: inFile('h', '--port', '0', '--assert-all-used'),
      requests: callHostile,
    },
  ],
  record: [
    { title: 'an upstream', args: (at) => ['--out', `${at}/o`, '--upstream', HOSTILE] },
    {
      title: 'a fixture that cannot be read',
      files: { o: `{${HOSTILE}` },
      args: (at) => ['--out', `${at}/o`, '--upstream', 'http://127.0.0.1:1'],
    },
    {
      title: 'a fixture to replay',
      files: { o: HOSTILE_HAR },
      args: (at) => ['--out', `${at}/o`, '--mode', 'replay', '--port', '0'],
      requests: callHostile,
    },
    {
      title: 'an upstream that does not answer',
      args: (at) => ['--out', `${at}/o`, '--upstream', 'http://127.0.0.1:1', '--port', '0', '--title', HOSTILE],
      requests: callHostile,
    },
  ],
  lint: [
    { title: 'a HAR full of hostile texts', files: { 'h.har': HOSTILE_HAR }, args: inFile('h.har') },
    { title: 'the same, as JSON', files: { 'h.har': HOSTILE_HAR }, args: inFile('h.har', '--json') },
    { title: 'the same, as SARIF', files: { 'h.har': HOSTILE_HAR }, args: inFile('h.har', '--sarif') },
    {
      title: 'the same, against the simulation',
      files: { 'h.har': HOSTILE_HAR },
      args: inFile('h.har', '--against-simulation'),
    },
    { title: 'a HAR that is not JSON', files: { 'h.har': `{${HOSTILE}` }, args: inFile('h.har') },
    { title: 'a name of a file', files: { [`${HOSTILE.replaceAll('/', '')}.har`]: '{}' }, args: (at) => [at] },
    { title: 'a path that is not there', args: (at) => [`${at}/${HOSTILE}`] },
  ],
  import: [
    {
      title: 'a recording that is not YAML',
      files: { c: `interactions: "${HOSTILE}` },
      args: (at) => [`${at}/c`, '--out', `${at}/o`],
    },
    {
      title: 'a cassette with hostile members',
      files: {
        c: json({ interactions: [{ request: { uri: HOSTILE, method: HOSTILE }, response: { status: HOSTILE } }] }),
      },
      args: (at) => [`${at}/c`, '--out', `${at}/o`],
    },
    { title: 'a HAR', files: { c: HOSTILE_HAR }, args: (at) => [`${at}/c`, '--out', `${at}/o`, '--title', HOSTILE] },
    {
      title: 'a folder that is not there',
      files: { c: HOSTILE_HAR },
      args: (at) => [`${at}/c`, '--out', `${at}/${HOSTILE}/o`],
    },
  ],
  verify: [
    { title: 'a pact that is not JSON', files: { p: `{${HOSTILE}` }, args: (at) => ['--pact', `${at}/p`] },
    {
      title: 'a pact of another provider',
      files: { p: json({ provider: { name: HOSTILE }, interactions: [{}] }) },
      args: (at) => ['--pact', `${at}/p`],
    },
    { title: 'a pact with an unknown state', files: { p: pact(HOSTILE) }, args: (at) => ['--pact', `${at}/p`] },
    { title: 'a pact that fails', files: { p: pact('an instance') }, args: (at) => ['--pact', `${at}/p`] },
    {
      title: 'own states',
      files: { p: pact(HOSTILE), s: json({ [HOSTILE]: { [HOSTILE]: 1 } }) },
      args: (at) => ['--pact', `${at}/p`, '--states', `${at}/s`],
    },
    { title: 'a broker', args: () => ['--broker-url', HOSTILE] },
  ],
  contract: [
    {
      title: 'promises that are not YAML',
      files: { h: `success: "${HOSTILE}` },
      args: (at) => ['--exec', 'true', '--handles', `${at}/h`],
    },
    {
      title: 'promises of unknown errors',
      files: { h: json({ [HOSTILE]: { [HOSTILE]: HOSTILE } }) },
      args: (at) => ['--exec', 'true', '--handles', `${at}/h`],
    },
    {
      title: 'a program that prints hostile texts',
      files: { 'c.mjs': PROGRAM, h: json(promises()) },
      args: (at) => [
        '--exec',
        `"${process.execPath}" "${at}/c.mjs"`,
        '--handles',
        `${at}/h`,
        '--pact-dir',
        `${at}/pacts`,
      ],
    },
    {
      title: 'a program that is not there',
      files: { h: json(promises()) },
      args: (at) => ['--exec', HOSTILE, '--handles', `${at}/h`],
    },
  ],
  certify: [
    {
      title: 'a consumer that throws',
      files: { 'c.mjs': module(`throw new Error(${QUOTED})`) },
      args: (at) => ['--module', `${at}/c.mjs`, '--name', HOSTILE, ...FEW],
    },
    {
      title: 'a consumer that throws, as JSON',
      files: { 'c.mjs': module(`throw new Error(${QUOTED})`) },
      args: (at) => ['--module', `${at}/c.mjs`, '--json', ...FEW],
    },
    {
      title: 'a consumer that cannot be loaded',
      files: { 'c.mjs': `throw new Error(${QUOTED})\n` },
      args: (at) => ['--module', `${at}/c.mjs`],
    },
    {
      title: 'a module with a strange export',
      files: { 'c.mjs': `const a = 1; export { a as ${QUOTED.replaceAll('\u2028', '')} }\n` },
      args: (at) => ['--module', `${at}/c.mjs`],
    },
    {
      title: 'a program that prints hostile texts',
      files: { 'c.mjs': PROGRAM },
      args: (at) => ['--exec', `"${process.execPath}" "${at}/c.mjs"`, ...FEW],
    },
    {
      title: 'a baseline that is not JSON',
      files: { b: `{${HOSTILE}`, 'c.mjs': module('') },
      args: (at) => ['--module', `${at}/c.mjs`, '--baseline', `${at}/b`],
    },
    {
      title: 'a situation that is not there',
      files: { 'c.mjs': module('') },
      args: (at) => ['--module', `${at}/c.mjs`, '--situation', HOSTILE],
    },
    {
      title: 'a job',
      files: { 'c.mjs': module('') },
      args: (at) => ['--module', `${at}/c.mjs`, '--ports', json([{ protocol: HOSTILE }])],
    },
  ],
  explain: [
    { title: 'a call of a hostile instance', files: { i: put }, args: inFile('i') },
    { title: 'the same, as JSON', files: { i: put }, args: inFile('i', '--json') },
    { title: 'a call that is not JSON', files: { i: `{${HOSTILE}` }, args: inFile('i') },
    {
      title: 'a hostile world',
      files: { i: put, w: worldOf(HOSTILE) },
      args: (at) => [`${at}/i`, '--world', `${at}/w`],
    },
    { title: 'an access key', files: { i: put }, args: inFile('i', '--access-key', HOSTILE) },
  ],
  init: [
    { title: 'a package.json that is not JSON', files: { 'package.json': `{${HOSTILE}` }, args: () => [] },
    {
      title: 'hostile names of packages',
      files: { 'package.json': json({ name: HOSTILE, dependencies: { [HOSTILE]: HOSTILE } }) },
      args: () => [],
    },
  ],
  states: [{ title: 'an argument that it does not take', args: () => [HOSTILE] }],
  errors: [{ title: 'an option that it does not have', args: () => [`--${HOSTILE}`] }],
  behaviours: [{ title: 'an argument that it does not take', args: () => [HOSTILE] }],
}

/** Promises that the program does not keep. */
function promises(): object {
  const names = [
    'AccessDenied',
    'AccountSetupInProgress',
    'InvalidInput',
    'NotFound',
    'OperationFailure',
    'RegionSetupInProgress',
  ]
  const errors = [...names.map((name) => `${name}Exception`), 'ServiceException', 'UnauthenticatedException']
  return Object.fromEntries([['success', { exit: 0 }], ...errors.map((name) => [name, { exit: 1, output: 'none' }])])
}
