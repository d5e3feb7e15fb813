import { fault } from '../../../mocks/server/index.ts'
import type { Job } from '../job.ts'
import { changesFail, ON_READS, readsFail, recovery, refusal, verifying, worldWithFault } from './parts.ts'
import type { Situation } from './situation.ts'

/** Errors that go away, and errors that are not documented for PutInstancePublicPorts. */
export function otherErrors(job: Job): Situation[] {
  const throttling = fault.error('ThrottlingException')
  const serviceError = fault.error('ServiceException')
  return [
    recovery(job, 'throttled-once', 'one change is throttled', throttling),
    recovery(
      job,
      'throttled-with-retry-after',
      'one change is throttled, with Retry-After: 3',
      // Longer than the waits that SDKs choose by chance: chance must not decide.
      fault.error('ThrottlingException', { retryAfter: 3 }),
      { retryAfter: 3000 },
    ),
    {
      name: 'throttled-for-good',
      title: 'every change is throttled',
      expects: refusal('ThrottlingException', { retryHelps: 'soon', isThrottling: true, isDocumented: true }),
      service: changesFail(job, 'always', throttling),
    },
    recovery(job, 'service-error-once', 'one change fails with ServiceException', serviceError),
    recovery(job, 'service-error-twice', 'two changes fail with ServiceException', serviceError, { failures: 2 }),
    recovery(job, 'html-503', 'a proxy answers a change with 503 and a page of HTML', fault.html(503)),
    {
      name: 'read-throttled-once',
      title: 'one read is throttled',
      expects: { kind: 'recovery', failures: 1, of: 'reads', losesReply: false, retryAfter: undefined },
      service: worldWithFault(job, 1, () => ON_READS, throttling),
    },
    {
      name: 'read-throttled-for-good',
      title: 'every read is throttled',
      expects: { kind: 'troubled-reads' },
      service: readsFail(job, throttling),
    },
    {
      name: 'unknown-error',
      title: 'an error of a type that no SDK knows',
      expects: refusal('NoSuchThingException'),
      service: changesFail(job, 'always', fault.unknownError()),
    },
    {
      name: 'expired-token',
      title: 'the session token has expired',
      // SDKs refresh their credentials and try again: SDK v2 for JavaScript does so twice.
      expects: refusal('ExpiredTokenException', { triesAllowed: 3 }),
      hasToken: true,
      service: verifying(job, '2020-01-01T00:00:00Z'),
    },
    {
      name: 'expired-and-refreshable',
      title: 'the session token has expired, and fresh keys can be had',
      expects: { kind: 'either', error: 'ExpiredTokenException' },
      hasToken: true,
      isRefreshable: true,
      service: verifying(job, '2020-01-01T00:00:00Z'),
    },
    {
      name: 'clock-skew',
      title: "the service's clock is an hour ahead of the consumer's",
      expects: { kind: 'either', error: undefined },
      service: verifying(job),
      arrange: ({ clock }) => clock.advance('1h'),
    },
  ]
}
