import { setTimeout } from 'node:timers/promises'
import { GetInstancesCommand, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import type { Row } from '../row.ts'
import { client, openEach } from './parts.ts'

const NO_TIMEOUT = { 'never-answers/terminates': /its request \d+ had waited 12000 ms for a reply/ }

/** Consumers whose requests go astray, or are left behind. */
export const WRONG_REQUESTS: readonly Row[] = [
  {
    name: 'has no time-out',
    call: (given) => openEach(given.client, given),
    fails: NO_TIMEOUT,
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
    name: 'does not wait for its requests',
    call: (given) => {
      openEach(client(given), given).catch(() => {})
    },
    also: ['reports-failure'],
    fails: { 'slow-reply/terminates': /while its .* \(request 1\) was under way/ },
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
