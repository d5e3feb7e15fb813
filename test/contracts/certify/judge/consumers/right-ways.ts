import { setTimeout } from 'node:timers/promises'
import { CloseInstancePublicPortsCommand, type PortInfo } from '@aws-sdk/client-lightsail'
import { carefulConsumer } from '../../consumers.ts'
import type { Row } from '../row.ts'
import { client, isSamePorts, isTransient, merge, openEach, put, read, ruleOf, withTries } from './parts.ts'

/** An error that says what went wrong in words of its own. */
class FirewallError extends Error {
  override readonly name = 'FirewallError'
}

/** Right consumers that report, try again and check in other ways. */
export const RIGHT_WAYS: readonly Row[] = [
  { name: 'checks until its ports are open', call: carefulConsumer, fails: {} },
  {
    name: 'tries again while the instance is pending',
    call: (given) =>
      withTries(
        3,
        100,
        ({ name }) => name === 'OperationFailureException',
        () => openEach(client(given), given),
      ),
    fails: {},
  },
  { name: 'tries twice', call: (given) => openEach(client(given, { maxAttempts: 2 }), given), fails: {} },
  {
    name: 'throws an error of its own with the cause',
    call: (given) =>
      openEach(client(given), given).catch((cause) => {
        throw new FirewallError(`Failed to open the ports of ${given.instanceName}`, { cause })
      }),
    fails: {},
  },
  {
    name: 'waits for all rules and throws the first error',
    async call(given) {
      const lightsail = client(given)
      const all = await Promise.allSettled(
        given.portInfos.map((portInfo) => openEach(lightsail, { ...given, portInfos: [portInfo] })),
      )
      for (const one of all) if (one.status === 'rejected') throw one.reason
    },
    fails: {},
  },
  {
    name: 'throws all errors as one',
    async call(given) {
      const errors: unknown[] = []
      for (const portInfo of given.portInfos) {
        await openEach(client(given), { ...given, portInfos: [portInfo] }).catch((error) => errors.push(error))
      }
      if (errors.length > 0) throw new AggregateError(errors, `${errors.length} rules were not opened`)
    },
    fails: {},
  },
  {
    name: 'rejects with a text',
    call: (given) => openEach(client(given), given).catch((error) => Promise.reject(String(error))),
    fails: {},
  },
  {
    name: 'rejects with an object that is no error',
    call: (given) => openEach(client(given), given).catch(({ name }) => Promise.reject({ ok: false, kind: name })),
    fails: {},
  },
  {
    name: 'resolves with true, or with the name of the error',
    call: (given) =>
      openEach(client(given), given).then(
        () => true,
        (error: Error) => error.name,
      ),
    isSuccess: (value) => value === true,
    fails: {},
  },
  {
    name: 'logs what it does',
    async call(given) {
      for (const portInfo of given.portInfos) {
        process.stdout.write(`Opening ${portInfo.fromPort} of ${given.instanceName} at ${given.endpoint}\n`)
        await openEach(client(given), { ...given, portInfos: [portInfo] })
      }
    },
    fails: {},
  },
  {
    name: 'puts only if something is missing',
    async call(given) {
      const lightsail = client(given)
      const { instanceName, portInfos } = given
      const states = await read(lightsail, instanceName)
      const isOpen = (one: PortInfo) =>
        states.some((state) => isSamePorts(one, state) && state.ipv6Cidrs?.includes('::/0'))
      if (portInfos.every(isOpen)) return
      const others = states.map(ruleOf).filter((rule) => !portInfos.some((one) => isSamePorts(rule, one)))
      await put(lightsail, instanceName, [...others, ...portInfos])
    },
    fails: {},
  },
  {
    name: 'reads and puts again after errors that go away',
    call: (given) =>
      withTries(4, 50, isTransient, () => merge(given, (rules) => rules, client(given, { maxAttempts: 1 }))),
    fails: {},
  },
  {
    name: 'waits 300 milliseconds between its tries',
    async call(given) {
      for (let left = 3; ; left--) {
        try {
          return await openEach(client(given, { maxAttempts: 1 }), given)
        } catch (error) {
          if (left === 0 || !(error instanceof Error) || !isTransient(error)) throw error
          await setTimeout(300)
        }
      }
    },
    fails: {},
  },
  {
    name: 'takes back what it has opened when a later rule is refused',
    async call(given) {
      const lightsail = client(given)
      const { instanceName, portInfos } = given
      const states = await read(lightsail, instanceName)
      const isOpen = (one: PortInfo) =>
        states.some((state) => isSamePorts(one, state) && state.ipv6Cidrs?.includes('::/0'))
      const opened: PortInfo[] = []
      try {
        for (const portInfo of portInfos.filter((one) => !isOpen(one))) {
          await openEach(lightsail, { ...given, portInfos: [portInfo] })
          opened.push(portInfo)
        }
      } catch (error) {
        for (const portInfo of opened) {
          await lightsail.send(new CloseInstancePublicPortsCommand({ instanceName, portInfo })).catch(() => {})
        }
        throw error
      }
    },
    fails: {},
  },
  {
    name: 'opens its rules from the last to the first',
    call: (given) => openEach(client(given), { ...given, portInfos: given.portInfos.toReversed() }),
    fails: {},
  },
]
