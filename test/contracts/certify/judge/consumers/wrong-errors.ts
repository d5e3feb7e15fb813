import { OpenInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import type { Row } from '../row.ts'
import { client, openEach, withTries } from './parts.ts'

/** A consumer that ignores the status of an operation misses one that is Failed in the very reply. */
const IGNORES_STATUS = { 'fails-at-once/reports-failure': /says that the operation is Failed/ }

/** Consumers that make the wrong thing of an error. */
export const WRONG_ERRORS: readonly Row[] = [
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
]
