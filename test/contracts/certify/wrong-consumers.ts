import { setTimeout } from 'node:timers/promises'
import {
  CloseInstancePublicPortsCommand,
  GetInstancePortStatesCommand,
  GetInstancesCommand,
  LightsailClient,
  type PortInfo,
  PutInstancePublicPortsCommand,
} from '@aws-sdk/client-lightsail'
import type { CertifiedCall } from 'lightsail-ports-testkit/certify'
import { impatient } from './consumers.ts'

type Call = (given: CertifiedCall) => unknown

const put = ({ client, instanceName, portInfos }: CertifiedCall) =>
  client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos }))

/** More mistakes, which no contract finds: in which situations they show, and the judgements that they fail there. */
export const MORE_WRONG_CONSUMERS: readonly {
  readonly mistake: string
  readonly call: Call
  readonly situations: readonly string[]
  readonly deadline?: number
  /** Only these are found wanting, failed or warned. */
  readonly caughtBy: readonly string[]
}[] = [
  {
    mistake: 'puts what it was asked for, and nothing else',
    call: put,
    situations: ['extra-ports-open'],
    caughtBy: ['lock-out', 'closes-nothing-else'],
  },
  {
    mistake: 'waits for a reply for ever',
    call: put,
    situations: ['never-answers'],
    deadline: 1000,
    caughtBy: ['terminates'],
  },
  {
    mistake: 'goes on when it has ended',
    call: async (given) => {
      Promise.reject(new Error('Nobody waits for me'))
      await merge(given)
    },
    situations: ['fresh-instance'],
    caughtBy: ['terminates'],
  },
  {
    mistake: 'takes the process with it',
    call: (given) => merge(given).catch(() => process.exit(1)),
    situations: ['operation-failure', 'access-denied'],
    caughtBy: ['keeps-error-name'],
  },
  {
    mistake: 'goes nowhere',
    call: () => 'done',
    situations: ['fresh-instance'],
    caughtBy: ['sends-a-request'],
  },
  {
    mistake: 'says that something went wrong, and not what',
    call: (given) =>
      merge(given).catch(() => {
        throw new Error('The ports could not be opened')
      }),
    situations: ['access-denied', 'throttled-for-good', 'not-found'],
    caughtBy: ['keeps-error-name'],
  },
  {
    mistake: 'never gives up',
    call: async (given) => {
      // So that a test which is over is not kept from its end.
      const own = { ...given, client: impatient(given, 1) }
      for (let tries = 1; tries < 100; tries++) {
        if (await attempt(merge(own))) return
        await setTimeout(10)
      }
    },
    situations: ['service-exception', 'throttled-for-good'],
    deadline: 2000,
    caughtBy: ['terminates', 'gives-up'],
  },
  {
    mistake: 'tries a dozen times, at once',
    call: async (given) => {
      const own = { ...given, client: impatient(given, 1) }
      for (let left = 12; ; left--) {
        if (await attempt(merge(own))) return
        if (left === 1) return merge(own)
      }
    },
    situations: ['throttled-for-good'],
    caughtBy: ['gives-up', 'backs-off'],
  },
  {
    mistake: 'sends what has succeeded once more',
    call: async (given) => {
      await merge(given)
      await merge(given)
    },
    situations: ['ports-already-right'],
    caughtBy: ['retries-nothing-else'],
  },
  {
    mistake: 'puts back all that it has read, whatever has happened since',
    call: (given) => merge(given),
    situations: ['another-writer', 'stale-read'],
    caughtBy: ['lost-update'],
  },
  {
    mistake: 'puts its rules one by one',
    call: async (given) => {
      for (const portInfo of given.portInfos) await put({ ...given, portInfos: [portInfo] })
    },
    situations: ['commit-then-drop'],
    caughtBy: ['ports', 'lock-out', 'idempotent'],
  },
  {
    mistake: 'closes everything first',
    call: async (given) => {
      const { client, instanceName } = given
      await client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos: [] }))
      await put(given)
    },
    situations: ['reset-before-reply'],
    caughtBy: ['lock-out'],
  },
  {
    mistake: 'opens more than it was asked for',
    call: (given) =>
      merge({ ...given, portInfos: [...given.portInfos, { protocol: 'tcp', fromPort: 3306, toPort: 3306 }] }),
    situations: ['fresh-instance'],
    caughtBy: ['ports'],
  },
  {
    mistake: 'leaves the same ports open by two rules',
    call: (given) =>
      merge({ ...given, portInfos: [...given.portInfos, { protocol: 'tcp', fromPort: 440, toPort: 443 }] }),
    situations: ['fresh-instance'],
    caughtBy: ['ports'],
  },
  {
    mistake: 'closes what it is not asked to close',
    call: async (given) => {
      const { client, instanceName } = given
      const portInfo = { protocol: 'tcp', fromPort: 8080, toPort: 8080 } as const
      await client.send(new CloseInstancePublicPortsCommand({ instanceName, portInfo }))
      await merge(given)
    },
    situations: ['extra-ports-open'],
    caughtBy: ['closes-nothing-else', 'no-other-operation'],
  },
  {
    mistake: 'rejects with its credentials',
    call: (given) =>
      merge(given).catch((error) => {
        throw Object.assign(error, { signedWith: given.credentials })
      }),
    situations: ['not-found'],
    caughtBy: ['no-secret'],
  },
  {
    mistake: 'sends its session token as a tag',
    call: async (given) => {
      await merge(given)
      const { endpoint, credentials } = given
      await fetch(endpoint, { method: 'POST', body: JSON.stringify({ tag: credentials.sessionToken }) })
    },
    situations: ['session-token'],
    caughtBy: ['no-secret'],
  },
  {
    mistake: 'takes a read that fails for nothing being open',
    call: (given) => merge(given, () => []),
    situations: ['read-fails', 'read-malformed'],
    caughtBy: ['lock-out'],
  },
  {
    mistake: 'takes a reply without ports for nothing being open',
    call: async (given) => {
      const { client, instanceName, portInfos } = given
      const { portStates = [] } = await client.send(new GetInstancePortStatesCommand({ instanceName }))
      await put({ ...given, portInfos: [...portStates.map(({ state: _state, ...rule }) => rule), ...portInfos] })
    },
    situations: ['read-empty'],
    caughtBy: ['lock-out'],
  },
  {
    mistake: 'signs with another key',
    call: ({ endpoint, region, instanceName, portInfos }) => {
      const credentials = { accessKeyId: 'AKIACONTRACT', secretAccessKey: 'another key' }
      const client = new LightsailClient({ endpoint, region, credentials })
      return merge({ client, instanceName, portInfos } as CertifiedCall)
    },
    situations: ['fresh-instance'],
    caughtBy: ['sends-a-request'],
  },
  {
    mistake: 'opens the ports of every instance',
    call: async (given) => {
      const { instances = [] } = await given.client.send(new GetInstancesCommand({}))
      for (const { name = '' } of instances) await merge({ ...given, instanceName: name })
    },
    situations: ['fresh-instance', 'slow-reply'],
    caughtBy: ['other-instances'],
  },
  {
    mistake: 'does not wait for what it has started',
    call: async (given) => {
      const { client, instanceName, portInfos } = given
      const { portStates = [] } = await client.send(new GetInstancePortStatesCommand({ instanceName }))
      const all = [...portStates.map(({ state: _state, ...rule }) => rule), ...portInfos]
      await client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos: all }))
    },
    situations: ['succeeds-slowly', 'fails-slowly'],
    caughtBy: ['ports', 'reports-failure'],
  },
  {
    mistake: 'tries a set-up again at once',
    call: (given) => merge(given).catch(() => merge(given)),
    situations: ['account-setup-in-progress', 'operation-failure'],
    caughtBy: ['retries-nothing-else'],
  },
  {
    mistake: 'sends its secret key in a header',
    call: async (given) => {
      const { endpoint, credentials } = given
      await fetch(endpoint, {
        method: 'POST',
        headers: { 'x-key': Buffer.from(credentials.secretAccessKey).toString('base64') },
      })
      await merge(given)
    },
    situations: ['fresh-instance'],
    caughtBy: ['no-secret'],
  },
  {
    mistake: 'prints its secret key in pieces',
    call: async (given) => {
      const { secretAccessKey } = given.credentials
      process.stdout.write(secretAccessKey.slice(0, 10))
      process.stdout.write(secretAccessKey.slice(10))
      await merge(given)
    },
    situations: ['fresh-instance'],
    caughtBy: ['no-secret'],
  },
  {
    mistake: 'asks for a status of its own making',
    call: (given) =>
      merge(given).catch((error) => {
        if (error.$metadata?.httpStatusCode === 400) throw error
        throw new Error(`Failed: ${error.name}`)
      }),
    situations: ['not-found', 'not-found-by-the-model'],
    caughtBy: ['same-by-either-status'],
  },
  {
    mistake: 'takes a refusal for bad luck',
    call: (given) => merge(given).catch(() => merge(given)),
    situations: ['not-found', 'unknown-error', 'invalid-input'],
    caughtBy: ['retries-nothing-else'],
  },
]

/** Reads what is open, and puts it back with the ports of the job. */
async function merge(
  { client, instanceName, portInfos }: CertifiedCall,
  onFailedRead: (error: unknown) => PortInfo[] = (error) => {
    throw error
  },
): Promise<void> {
  const portStates = await client
    .send(new GetInstancePortStatesCommand({ instanceName }))
    .then((output) => output.portStates ?? onFailedRead(new Error('What is open is not known')), onFailedRead)
  const all = [...portStates.map(({ state: _state, ...rule }: PortInfo & { state?: unknown }) => rule), ...portInfos]
  await client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos: all }))
}

async function attempt(work: Promise<unknown>): Promise<boolean> {
  try {
    await work
    return true
  } catch {
    return false
  }
}
