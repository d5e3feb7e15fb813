import { setTimeout } from 'node:timers/promises'
import {
  GetInstanceStateCommand,
  GetInstancesCommand,
  GetOperationCommand,
  OpenInstancePublicPortsCommand,
  type PortInfo,
} from '@aws-sdk/client-lightsail'
import AWS from 'aws-sdk'
import pRetry, { AbortError } from 'p-retry'
import type { Row } from '../row.ts'
import {
  checkStatus,
  client,
  isCoveredBy,
  isSamePorts,
  isTransient,
  merge,
  openEach,
  read,
  withTries,
} from './parts.ts'

/** Consumers that do it right, each in its own way. One fails, by a fault of its SDK. */
export const RIGHT: readonly Row[] = [
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
