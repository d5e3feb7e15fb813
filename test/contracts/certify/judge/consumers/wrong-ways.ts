import { setTimeout } from 'node:timers/promises'
import { GetInstancesCommand, GetOperationCommand, OpenInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import type { Row } from '../row.ts'
import { checkStatus, client, openEach, put, read, ruleOf, withTries } from './parts.ts'
import { fetchSigned } from './signed-fetch.ts'

/** Consumers that wait, look or try again in a wrong way. */
export const WRONG_WAYS: readonly Row[] = [
  {
    name: 'waits for ever for an instance that is missing',
    async call(given) {
      // A function cannot be stopped: in this process it has to end some time.
      for (let left = 80; left > 0; left--) {
        try {
          return await openEach(client(given), given)
        } catch (error) {
          if (!(error instanceof Error) || error.name !== 'NotFoundException') throw error
          await setTimeout(10)
        }
      }
    },
    also: ['retries-nothing-else'],
    fails: { 'not-found/terminates': /had sent the same request \d+ times in vain/ },
  },
  {
    name: 'waits for its operation, and does not look what became of it',
    async call(given) {
      const lightsail = client(given)
      for (const portInfo of given.portInfos) {
        const input = { instanceName: given.instanceName, portInfo }
        const { operation } = await lightsail.send(new OpenInstancePublicPortsCommand(input))
        if (operation === undefined) throw new Error('The reply names no operation')
        let isOver = operation.isTerminal
        for (let look = 1; isOver !== true && look < 20; look++) {
          await setTimeout(20)
          const reply = await lightsail.send(new GetOperationCommand({ operationId: operation.id }))
          isOver = reply.operation?.isTerminal
        }
      }
    },
    fails: {
      'fails-slowly/reports-failure': /the reply to its GetOperation \(request \d\) says that the operation is Failed/,
      'fails-at-once/reports-failure': /says that the operation is Failed/,
    },
  },
  {
    name: 'takes the first instance of the list',
    async call(given) {
      const { instances = [] } = await client(given).send(new GetInstancesCommand({}))
      const instanceName = instances[0]?.name
      if (instanceName === undefined) throw new Error('The account has no instances')
      await openEach(client(given), { ...given, instanceName })
    },
    // It changes another instance, and reports success, wherever its own is missing.
    also: ['other-instances', 'reports-failure'],
    fails: { 'many-instances/ports': /80\/tcp should be open to everybody .* and is not/ },
  },
  {
    name: 'returns when the first rule is open',
    call: (given) =>
      Promise.race(given.portInfos.map((one) => openEach(client(given), { ...given, portInfos: [one] }))),
    also: ['ports', 'reports-failure'],
    fails: { 'slow-reply/terminates': /while its OpenInstancePublicPorts \(request \d\) was under way/ },
  },
  {
    name: 'does not look at the status of a reply',
    async call(given) {
      for (const portInfo of given.portInfos) {
        const reply = await fetchSigned(given, 'OpenInstancePublicPorts', {
          instanceName: given.instanceName,
          portInfo,
        })
        await reply.text()
      }
    },
    also: ['ports', 'retries-what-helps'],
    fails: {
      'access-denied/reports-failure': /reports success, and nothing was done/,
      'fails-at-once/reports-failure': /says that the operation is Failed/,
    },
  },
  {
    name: 'has its endpoint built in',
    call: (given) => openEach(client(given, { endpoint: 'http://127.0.0.1:9', maxAttempts: 1 }), given),
    fails: { 'fresh-instance/sends-a-request': /no request arrived/ },
  },
  {
    name: 'looks for its keys elsewhere',
    call: (given) => {
      const credentials = () => Promise.reject(new Error('Could not load credentials from any providers'))
      return openEach(client(given, { credentials }), given)
    },
    fails: {
      'fresh-instance/sends-a-request': /no request arrived.*It rejected with Error: Could not load credentials/,
    },
  },
  {
    name: 'does not sign its requests',
    async call({ endpoint, instanceName, portInfos }) {
      for (const portInfo of portInfos) {
        const reply = await fetch(endpoint, {
          method: 'POST',
          headers: {
            'content-type': 'application/x-amz-json-1.1',
            'x-amz-target': 'Lightsail_20161128.OpenInstancePublicPorts',
          },
          body: JSON.stringify({ instanceName, portInfo }),
          signal: AbortSignal.timeout(2500),
        })
        if (!reply.ok) throw new Error(await reply.text())
      }
    },
    fails: { 'fresh-instance/sends-a-request': /none of its requests is signed/ },
  },
  {
    name: 'puts its list twice to be sure',
    async call(given) {
      const lightsail = client(given)
      const rules = (await read(lightsail, given.instanceName)).map(ruleOf)
      const numbers = given.portInfos.map(({ fromPort }) => fromPort)
      const others = rules.filter(({ protocol, fromPort }) => protocol !== 'tcp' || !numbers.includes(fromPort))
      await put(lightsail, given.instanceName, [...others, ...given.portInfos])
      await put(lightsail, given.instanceName, [...others, ...given.portInfos])
    },
    fails: { 'fresh-instance/retries-nothing-else': /sent the same change 2 times, and the first one had succeeded/ },
  },
  {
    name: 'tries again after 5xx only',
    call: (given) =>
      withTries(
        4,
        50,
        (error) => ((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0) >= 500,
        () => openEach(client(given, { maxAttempts: 1 }), given),
      ),
    fails: {
      'throttled-once/retries-what-helps': /gave up after one try/,
      'reset-before-reply/retries-what-helps': /gave up after one try/,
    },
  },
  {
    name: 'leaves its rules to themselves in a loop',
    call(given) {
      given.portInfos.forEach(async (portInfo) => {
        const input = { instanceName: given.instanceName, portInfo }
        checkStatus(await client(given).send(new OpenInstancePublicPortsCommand(input)))
      })
    },
    also: ['reports-failure'],
    fails: { 'slow-reply/terminates': /was under way/ },
  },
]
