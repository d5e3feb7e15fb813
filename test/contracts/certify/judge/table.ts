import { setTimeout } from 'node:timers/promises'
import {
  GetInstanceCommand,
  GetInstanceStateCommand,
  GetInstancesCommand,
  GetOperationCommand,
  OpenInstancePublicPortsCommand,
  type PortInfo,
  PutInstancePublicPortsCommand,
} from '@aws-sdk/client-lightsail'
import AWS from 'aws-sdk'
import pRetry, { AbortError } from 'p-retry'
import {
  checkStatus,
  client,
  isSamePorts,
  isTransient,
  merge,
  openEach,
  put,
  read,
  ruleOf,
  withTries,
} from './parts.ts'
import type { Row } from './row.ts'

/** A consumer that ignores the status of an operation misses one that is Failed in the very reply. */
const IGNORES_STATUS = { 'fails-at-once/reports-failure': /says that the operation is Failed/ }
const NO_TIMEOUT = { 'never-answers/terminates': /its request \d+ had waited 12000 ms for a reply/ }

const PORTS_WIDENED = 'browser-ssh-only/ports'

const right: readonly Row[] = [
  { name: 'opens each rule', call: (given) => openEach(client(given), given), fails: {} },
  { name: 'merges and puts', call: (given) => merge(given), fails: {} },
  {
    name: 'opens each rule with a time-out of 10 seconds',
    call: (given) =>
      openEach(client(given, { requestHandler: { requestTimeout: 10_000, throwOnRequestTimeout: true } }), given),
    fails: {},
  },
  {
    name: 'opens each rule with the adaptive retry mode',
    call: (given) => openEach(client(given, { retryMode: 'adaptive' }), given),
    fails: {},
  },
  {
    name: 'opens each rule with five attempts',
    call: (given) => openEach(client(given, { maxAttempts: 5 }), given),
    fails: {},
  },
  {
    name: 'tries again by itself',
    call: (given) => withTries(4, 50, isTransient, () => openEach(client(given, { maxAttempts: 1 }), given)),
    fails: {},
  },
  {
    name: 'signs with long-lived keys only',
    call: (given) => {
      const { accessKeyId, secretAccessKey } = given.credentials
      return openEach(client(given, { credentials: { accessKeyId, secretAccessKey } }), given)
    },
    fails: {},
  },
  {
    name: 'waits for a running instance',
    async call(given) {
      const lightsail = client(given)
      for (let look = 1; ; look++) {
        const { state } = await lightsail.send(new GetInstanceStateCommand({ instanceName: given.instanceName }))
        if (state?.name === 'running') break
        if (look === 10) throw new Error(`${given.instanceName} is still ${state?.name}`)
        await setTimeout(2000)
      }
      await openEach(lightsail, given)
    },
    fails: {},
  },
  {
    name: 'polls the operation',
    async call(given) {
      const lightsail = client(given)
      for (const portInfo of given.portInfos) {
        const { operation } = await lightsail.send(
          new OpenInstancePublicPortsCommand({ instanceName: given.instanceName, portInfo }),
        )
        let current = operation
        for (let look = 1; current?.isTerminal !== true && look < 20; look++) {
          await setTimeout(20)
          const reply = await lightsail.send(new GetOperationCommand({ operationId: operation?.id }))
          current = reply.operation
        }
        checkStatus({ operation: current })
      }
    },
    fails: {},
  },
  {
    name: 'finds its instance on any page',
    async call(given) {
      const lightsail = client(given)
      let pageToken: string | undefined
      do {
        const page = await lightsail.send(new GetInstancesCommand({ pageToken }))
        if (page.instances?.some(({ name }) => name === given.instanceName)) return openEach(lightsail, given)
        pageToken = page.nextPageToken
      } while (pageToken !== undefined)
      throw Object.assign(new Error(`No instance ${given.instanceName}`), { name: 'MissingInstance' })
    },
    fails: {},
  },
  {
    name: 'reports errors in words of its own',
    call: (given) =>
      openEach(client(given), given).catch((error: Error) => {
        throw new Error(`The firewall of ${given.instanceName} was not changed: ${error.message}`)
      }),
    fails: {},
  },
  {
    name: 'resolves with its result',
    call: (given) =>
      openEach(client(given), given).then(
        () => ({ status: 'done' }),
        (error: Error) => ({ status: error.name }),
      ),
    isSuccess: (value) => (value as { readonly status: string }).status === 'done',
    fails: {},
  },
  {
    name: 'opens its rules at the same time',
    async call(given) {
      const lightsail = client(given)
      await Promise.all(given.portInfos.map((portInfo) => openEach(lightsail, { ...given, portInfos: [portInfo] })))
    },
    fails: {},
  },
  {
    name: 'tries again with p-retry',
    call: (given) =>
      pRetry(
        () =>
          openEach(client(given, { maxAttempts: 1 }), given).catch((error) => {
            throw isTransient(error) ? error : new AbortError(error)
          }),
        { retries: 3, minTimeout: 100, factor: 2, randomize: true },
      ),
    fails: {},
  },
  {
    name: 'merges with SDK v2',
    async call({ endpoint, region, credentials, instanceName, portInfos }) {
      const { accessKeyId, secretAccessKey, sessionToken } = credentials
      const lightsail = new AWS.Lightsail({
        endpoint,
        region,
        credentials: new AWS.Credentials(accessKeyId, secretAccessKey, sessionToken),
        httpOptions: { connectTimeout: 1000, timeout: 2500 },
        maxRetries: 2,
      })
      const { portStates } = await lightsail.getInstancePortStates({ instanceName }).promise()
      if (portStates === undefined) throw new Error('The reply holds no port states')
      const others = portStates.filter((state) => !portInfos.some((rule) => isSamePorts(rule, state as PortInfo)))
      const rules = [...others.map(({ state: _state, ...rule }) => rule), ...portInfos]
      const reply = await lightsail
        .putInstancePublicPorts({ instanceName, portInfos: rules as AWS.Lightsail.PortInfoList })
        .promise()
      checkStatus({ operation: reply.operation })
    },
    // SDK v2 waits for ever for the rest of a reply that broke off.
    fails: { 'truncated-reply/terminates': /had sent no request/ },
  },
  {
    name: 'opens what is not open, and checks',
    async call(given) {
      const lightsail = client(given)
      await openEach(lightsail, given)
      const states = await read(lightsail, given.instanceName)
      const isOpen = given.portInfos.every((portInfo) => states.some((state) => isCoveredBy(portInfo, state)))
      if (!isOpen) throw new Error('The ports are not open')
    },
    fails: {},
  },
]

interface Range {
  readonly fromPort?: number | undefined
  readonly toPort?: number | undefined
}

function isCoveredBy(portInfo: Range, state: Range): boolean {
  const port = portInfo.fromPort ?? 0
  return (state.fromPort ?? 0) <= port && port <= (state.toPort ?? 0)
}

const wrong: readonly Row[] = [
  {
    name: 'ignores the status of its operations',
    call: async (given) => {
      const { instanceName, portInfos } = given
      for (const portInfo of portInfos) {
        await client(given).send(new OpenInstancePublicPortsCommand({ instanceName, portInfo }))
      }
    },
    fails: IGNORES_STATUS,
  },
  {
    name: 'has no time-out',
    call: (given) => openEach(given.client, given),
    fails: NO_TIMEOUT,
  },
  {
    name: 'puts its own rules alone',
    call: (given) => put(client(given), given.instanceName, [...given.portInfos]),
    also: ['ports', 'closes-nothing-else'],
    fails: {
      'fresh-instance/lock-out': /closed 22\/tcp, which was open to everybody/,
      'extra-ports-open/closes-nothing-else': /closed 8080\/tcp/,
    },
  },
  {
    name: 'forgets aliases',
    call: (given) => merge(given, (rules) => rules.map(({ cidrListAliases: _aliases, ...rule }) => rule)),
    fails: { [PORTS_WIDENED]: /widened 22\/tcp from lightsail-connect to everybody/ },
  },
  {
    name: 'forgets all sources',
    call: (given) =>
      merge(given, (rules) => rules.map(({ protocol, fromPort, toPort }) => ({ protocol, fromPort, toPort }))),
    fails: {
      [PORTS_WIDENED]: /widened 22\/tcp from lightsail-connect to everybody/,
      'extra-ports-open/ports': /widened 22\/tcp from 203\.0\.113\.7\/32 to everybody/,
    },
  },
  {
    name: 'drops rules with negative ports',
    call: (given) =>
      merge(given, (rules) => rules.filter(({ fromPort = 0, toPort = 0 }) => fromPort > 0 && toPort > 0)),
    fails: {
      'ping-open/closes-nothing-else': /closed 8:-1\/icmp/,
      'all-from-one-address/lock-out': /closed 22\/tcp, which was open to 203\.0\.113\.7\/32/,
    },
  },
  {
    name: 'looks at the number of a port only',
    async call(given) {
      const lightsail = client(given)
      const states = await read(lightsail, given.instanceName)
      const portInfos = given.portInfos.filter((portInfo) => !states.some((state) => isCoveredBy(portInfo, state)))
      await openEach(lightsail, { ...given, portInfos })
    },
    fails: {
      'job-port-by-udp/ports': /80\/tcp should be open to everybody .* and is not/,
      'job-port-from-one-address/ports': /is open to 198\.51\.100\.9\/32 only/,
      'all-from-one-address/ports': /is open to 203\.0\.113\.7\/32 only/,
    },
  },
  {
    name: 'looks at protocol and ports only',
    async call(given) {
      const lightsail = client(given)
      const states = await read(lightsail, given.instanceName)
      const missing = given.portInfos.filter((portInfo) => !states.some((state) => isSamePorts(portInfo, state)))
      await put(lightsail, given.instanceName, [...states.map(ruleOf), ...missing])
    },
    fails: { 'job-port-from-one-address/ports': /is open to 198\.51\.100\.9\/32 only/ },
  },
  {
    name: 'opens every port',
    call: (given) => put(client(given), given.instanceName, [{ protocol: 'all', fromPort: 0, toPort: 65_535 }]),
    fails: { 'fresh-instance/ports': /opened all to everybody/, 'slow-reply/ports': /opened all to everybody/ },
  },
  {
    name: 'opens a database, too',
    call: (given) =>
      openEach(client(given), {
        ...given,
        portInfos: [...given.portInfos, { protocol: 'tcp', fromPort: 3306, toPort: 3306 }],
      }),
    fails: { 'fresh-instance/ports': /opened 3306\/tcp to everybody/ },
  },
  {
    name: 'narrows SSH',
    call: (given) =>
      put(client(given), given.instanceName, [
        { protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['203.0.113.7/32'] },
        ...given.portInfos,
      ]),
    also: ['closes-nothing-else', 'ports'],
    fails: {
      'fresh-instance/lock-out': /narrowed 22\/tcp from everybody .* to 203\.0\.113\.7\/32/,
      'ipv6-only-instance/reports-success': /no IPv4 address/,
    },
  },
  {
    name: 'mixes everybody with another source',
    async call(given) {
      const cidrs = ['0.0.0.0/0', '203.0.113.7/32']
      await openEach(client(given), {
        ...given,
        portInfos: given.portInfos.map((rule) => ({ ...rule, cidrs, ipv6Cidrs: ['::/0'] })),
      })
    },
    fails: { 'fresh-instance/reports-success': /InvalidInputException/, 'slow-reply/reports-success': /InvalidInput/ },
  },
  {
    name: 'throws only if every rule fails',
    async call(given) {
      const errors: unknown[] = []
      for (const portInfo of given.portInfos) {
        await openEach(client(given), { ...given, portInfos: [portInfo] }).catch((error) => errors.push(error))
      }
      if (errors.length === given.portInfos.length) throw errors[0]
    },
    fails: {
      'second-change-refused/reports-failure': /refused with OperationFailureException: 443\/tcp should be open/,
    },
  },
  {
    name: 'looks at the first page only',
    async call(given) {
      const { instances } = await client(given).send(new GetInstancesCommand({}))
      const isThere = instances?.some(({ name }) => name === given.instanceName)
      if (!isThere) throw Object.assign(new Error(`No instance ${given.instanceName}`), { name: 'MissingInstance' })
      await openEach(client(given), given)
    },
    fails: { 'many-instances/reports-success': /No instance web-1/ },
  },
  {
    name: 'has its Region built in',
    call: (given) => openEach(client(given, { region: 'eu-central-1' }), given),
    fails: { 'fresh-instance/sends-a-request': /Region eu-central-1, and it was given us-east-1/ },
  },
  {
    name: 'has its instance built in',
    call: (given) => openEach(client(given), { ...given, instanceName: 'production-1' }),
    fails: { 'fresh-instance/sends-a-request': /instance production-1, and it was given web-1/ },
  },
  {
    name: 'signs with other keys',
    call: (given) =>
      openEach(client(given, { credentials: { accessKeyId: 'AKIAOTHER', secretAccessKey: 'x'.repeat(40) } }), given),
    fails: { 'fresh-instance/sends-a-request': /other keys than the consumer was given/ },
  },
  {
    name: 'swallows every error',
    call: (given) => openEach(client(given), given).catch(() => {}),
    also: ['ports'],
    fails: {
      'access-denied/reports-failure': /reports success, and nothing was done/,
      'fails-at-once/reports-failure': /says that the operation is Failed/,
      'never-answers/reports-failure': /nothing was done/,
    },
  },
  {
    name: 'says the same after every error',
    call: (given) =>
      openEach(client(given), given).catch(() => {
        throw new Error('The firewall was not changed')
      }),
    fails: { 'access-denied/keeps-error-name': /as after every other error/ },
  },
  {
    name: 'goes by the status',
    call: (given) =>
      openEach(client(given), given).catch((error) => {
        if (error.$metadata?.httpStatusCode === 404) return { status: 'missing' }
        throw error
      }),
    isSuccess: (value) => value === undefined,
    fails: { 'not-found-by-the-model/same-by-either-status': /rejected with NotFoundException|resolved with/ },
  },
  {
    name: 'goes by the text',
    call: (given) =>
      openEach(client(given), given).catch((error) => {
        if (error.message.includes('does not exist')) return { status: 'missing' }
        throw error
      }),
    isSuccess: (value) => value === undefined,
    fails: { 'not-found-by-the-model/same-by-either-status': /rejected with NotFoundException/ },
  },
  {
    name: 'never tries again',
    call: (given) => openEach(client(given, { maxAttempts: 1 }), given),
    fails: {
      'throttled-once/retries-what-helps': /gave up after one try/,
      'reset-before-reply/retries-what-helps': /gave up after one try/,
    },
  },
  {
    name: 'tries again whatever the error is',
    call: (given) =>
      withTries(
        3,
        20,
        () => true,
        () => openEach(client(given, { maxAttempts: 1 }), given),
      ),
    fails: { 'access-denied/retries-nothing-else': /2 more times after AccessDeniedException/ },
  },
  {
    name: 'never gives up',
    async call(given) {
      // A function cannot be stopped: in this process it has to end some time.
      for (let left = 60; left > 0; left--) {
        const isDone = await openEach(client(given, { maxAttempts: 1 }), given).then(
          () => true,
          () => false,
        )
        if (isDone) return
      }
      throw new Error('The test is over')
    },
    also: ['retries-nothing-else', 'gives-up', 'keeps-error-name', 'reports-success'],
    fails: { 'throttled-for-good/terminates': /had sent the same request \d+ times in vain/ },
  },
  {
    name: 'does not wait for its requests',
    call: (given) => {
      openEach(client(given), given).catch(() => {})
    },
    also: ['reports-failure'],
    fails: { 'slow-reply/terminates': /while its .* \(request 1\) was under way/ },
  },
  {
    name: 'takes a failed read for no rules',
    async call(given) {
      const lightsail = client(given)
      const states = await read(lightsail, given.instanceName).catch(() => [])
      const others = states.filter((state) => !given.portInfos.some((portInfo) => isSamePorts(state, portInfo)))
      await put(lightsail, given.instanceName, [...others.map(ruleOf), ...given.portInfos])
    },
    fails: { 'read-empty/lock-out': /closed 22\/tcp/, 'read-fails/lock-out': /closed 22\/tcp/ },
  },
  {
    name: 'closes everything first',
    async call(given) {
      const lightsail = client(given)
      const rules = (await read(lightsail, given.instanceName)).map(ruleOf)
      const others = rules.filter((rule) => !given.portInfos.some((portInfo) => isSamePorts(rule, portInfo)))
      await put(lightsail, given.instanceName, [])
      await put(lightsail, given.instanceName, [...others, ...given.portInfos])
    },
    also: ['ports'],
    fails: { 'fresh-instance/lock-out': /\(request 2\) closed 22\/tcp/ },
  },
  {
    name: 'puts its rules one by one',
    async call(given) {
      for (const portInfo of given.portInfos) await put(client(given), given.instanceName, [portInfo])
    },
    also: ['lock-out', 'closes-nothing-else'],
    fails: { 'fresh-instance/ports': /80\/tcp should be open/ },
  },
  {
    name: 'changes every instance of the account',
    async call(given) {
      const { instances = [] } = await client(given).send(new GetInstancesCommand({}))
      for (const { name = '' } of instances) await openEach(client(given), { ...given, instanceName: name })
    },
    // It does nothing where the list is empty, or holds other instances only.
    also: ['ports', 'reports-failure'],
    fails: { 'fresh-instance/other-instances': /web-bystander/ },
  },
  {
    name: 'prints its keys in base64',
    async call(given) {
      const { accessKeyId, secretAccessKey } = given.credentials
      process.stdout.write(`Basic ${Buffer.from(`${accessKeyId}:${secretAccessKey}`).toString('base64')}`)
      await openEach(client(given), given)
    },
    fails: { 'fresh-instance/no-secret': /in what it printed/ },
  },
  {
    name: 'puts back the rules of GetInstance, which have no aliases there',
    async call(given) {
      const lightsail = client(given)
      const { instance } = await lightsail.send(new GetInstanceCommand({ instanceName: given.instanceName }))
      if (instance?.networking?.ports === undefined) throw new Error('The reply holds no ports')
      const rules = instance.networking.ports.map(({ fromPort, toPort, protocol, cidrs, ipv6Cidrs }) => ({
        fromPort,
        toPort,
        protocol,
        cidrs,
        ipv6Cidrs,
      }))
      const others = rules.filter((rule) => !given.portInfos.some((portInfo) => isSamePorts(rule, portInfo)))
      await put(lightsail, given.instanceName, [...others, ...given.portInfos])
    },
    fails: { [PORTS_WIDENED]: /widened 22\/tcp from lightsail-connect to everybody/ },
  },
  {
    name: 'reports success before its Put is sent',
    call(given) {
      const { instanceName, portInfos } = given
      setTimeout(5).then(() =>
        given.client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos })).catch(() => {}),
      )
    },
    also: ['lock-out', 'closes-nothing-else', 'reports-failure'],
    fails: { 'fresh-instance/terminates': /was under way/ },
  },
]

/** Consumers of JavaScript with the verdicts that they have to get. */
export const TABLE: readonly Row[] = [...right, ...wrong]
