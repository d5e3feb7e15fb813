import { GetInstanceCommand, Lightsail, OpenInstancePublicPortsCommand, type PortInfo } from '@aws-sdk/client-lightsail'
import AWS from 'aws-sdk'
import type { CertifiedCall } from '../../../../../contracts/certify/index.ts'
import type { Row } from '../row.ts'
import { checkStatus, client, isSamePorts, merge, openEach, put, read, ruleOf, withTries } from './parts.ts'
import { callSigned, isWorthAnotherTry } from './signed-fetch.ts'

type Reply = Parameters<typeof checkStatus>[0]

/** Sends a request of aws4fetch up to four times. */
async function callAgain(given: CertifiedCall, operation: string, input: object): Promise<Reply> {
  let reply: Reply = {}
  await withTries(4, 50, isWorthAnotherTry, async () => {
    reply = await callSigned(given, operation, input)
  })
  return reply
}

/** Rejects when a promise takes longer than some milliseconds. */
function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error(`No reply within ${ms} ms`)), ms).unref()
  })
  return Promise.race([promise, late])
}

function sdkV2({ endpoint, region, credentials }: CertifiedCall): AWS.Lightsail {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials
  return new AWS.Lightsail({
    endpoint,
    region,
    credentials: new AWS.Credentials(accessKeyId, secretAccessKey, sessionToken),
    httpOptions: { connectTimeout: 1000, timeout: 1500 },
    maxRetries: 2,
  })
}

/** Right consumers with other clients, and with other ways to get keys. */
export const RIGHT_CLIENTS: readonly Row[] = [
  {
    name: 'opens each rule with aws4fetch',
    async call(given) {
      const { instanceName, portInfos } = given
      for (const portInfo of portInfos) {
        checkStatus(await callAgain(given, 'OpenInstancePublicPorts', { instanceName, portInfo }))
      }
    },
    fails: {},
  },
  {
    name: 'merges with aws4fetch',
    async call(given) {
      const { instanceName, portInfos } = given
      const { portStates } = (await callAgain(given, 'GetInstancePortStates', { instanceName })) as {
        readonly portStates?: PortInfo[]
      }
      if (portStates === undefined) throw new Error('The reply holds no port states')
      const others = portStates.map(ruleOf).filter((rule) => !portInfos.some((one) => isSamePorts(rule, one)))
      const all = [...others, ...portInfos]
      checkStatus(await callAgain(given, 'PutInstancePublicPorts', { instanceName, portInfos: all }))
    },
    fails: {},
  },
  {
    name: 'opens each rule with SDK v2, and a time-out around it',
    async call(given) {
      const lightsail = sdkV2(given)
      for (const portInfo of given.portInfos) {
        const input = { instanceName: given.instanceName, portInfo: portInfo as AWS.Lightsail.PortInfo }
        checkStatus(await within(6000, lightsail.openInstancePublicPorts(input).promise()))
      }
    },
    fails: {},
  },
  {
    name: 'gets its keys from a provider',
    call: (given) => openEach(client(given, { credentials: async () => ({ ...given.credentials }) }), given),
    fails: {},
  },
  {
    name: 'gets fresh keys when its own have expired',
    async call(given) {
      try {
        await openEach(client(given), given)
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'ExpiredTokenException') throw error
        await openEach(client(given, { credentials: await given.refreshCredentials() }), given)
      }
    },
    fails: {},
  },
  {
    name: 'uses the aggregated client',
    async call({ endpoint, region, credentials, instanceName, portInfos }) {
      const requestHandler = { requestTimeout: 2500, throwOnRequestTimeout: true }
      const lightsail = new Lightsail({ endpoint, region, credentials, requestHandler })
      for (const portInfo of portInfos) checkStatus(await lightsail.openInstancePublicPorts({ instanceName, portInfo }))
    },
    fails: {},
  },
  {
    name: 'aborts each call after eight seconds',
    async call({ client: lightsail, instanceName, portInfos }) {
      for (const portInfo of portInfos) {
        const command = new OpenInstancePublicPortsCommand({ instanceName, portInfo })
        checkStatus(await lightsail.send(command, { abortSignal: AbortSignal.timeout(8000) }))
      }
    },
    fails: {},
  },
  {
    name: 'reads and writes with clients of its own',
    async call(given) {
      const { instanceName, portInfos } = given
      const rules = (await read(client(given, { maxAttempts: 4 }), instanceName)).map(ruleOf)
      const others = rules.filter((rule) => !portInfos.some((one) => isSamePorts(rule, one)))
      await put(client(given), instanceName, [...others, ...portInfos])
    },
    fails: {},
  },
  {
    name: 'closes its client at the end',
    async call(given) {
      const lightsail = client(given)
      try {
        await merge(given, undefined, lightsail)
      } finally {
        lightsail.destroy()
      }
    },
    fails: {},
  },
  {
    name: 'looks for its instance first',
    async call(given) {
      const lightsail = client(given)
      await lightsail.send(new GetInstanceCommand({ instanceName: given.instanceName }))
      await openEach(lightsail, given)
    },
    fails: {},
  },
]
