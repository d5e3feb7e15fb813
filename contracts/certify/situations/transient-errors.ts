import { fault } from '../../../mocks/server/index.ts'
import { changesFail, failing, ON_READS, recovery, verifying } from './parts.ts'
import type { Situation } from './situation.ts'

/** Errors that go away, and errors that are not documented for PutInstancePublicPorts. */
export const transientErrors: readonly Situation[] = [
  recovery('throttled-once', 'one change is throttled', fault.error('ThrottlingException')),
  recovery(
    'throttled-with-retry-after',
    'one change is throttled, with Retry-After: 1',
    fault.error('ThrottlingException', { retryAfter: 1 }),
    { retryAfter: 1000 },
  ),
  {
    name: 'throttled-for-good',
    title: 'every change is throttled',
    expects: {
      kind: 'refusal',
      error: 'ThrottlingException',
      retryHelps: 'soon',
      triesAllowed: 1,
      isThrottling: true,
      sameAs: undefined,
    },
    service: changesFail('always', fault.error('ThrottlingException')),
  },
  recovery('service-error-once', 'one change fails with ServiceException', fault.error('ServiceException')),
  recovery('service-error-twice', 'two changes fail with ServiceException', fault.error('ServiceException'), {
    failures: 2,
  }),
  recovery('html-503', 'a proxy answers a change with 503 and a page of HTML', fault.html(503)),
  {
    name: 'read-throttled-once',
    title: 'one read is throttled',
    expects: { kind: 'recovery', failures: 1, of: 'reads', losesReply: false, retryAfter: undefined },
    service: failing(1, ON_READS, fault.error('ThrottlingException')),
  },
  {
    name: 'unknown-error',
    title: 'an error of a type that no SDK knows',
    expects: {
      kind: 'refusal',
      error: 'NoSuchThingException',
      retryHelps: 'never',
      triesAllowed: 1,
      isThrottling: false,
      sameAs: undefined,
    },
    service: changesFail('always', fault.unknownError()),
  },
  {
    name: 'expired-token',
    title: 'the session token has expired',
    expects: {
      kind: 'refusal',
      error: 'ExpiredTokenException',
      retryHelps: 'never',
      // An SDK refreshes its credentials and tries once more.
      triesAllowed: 2,
      isThrottling: false,
      sameAs: undefined,
    },
    service: verifying('2020-01-01T00:00:00Z'),
  },
  {
    name: 'clock-skew',
    title: "the service's clock is an hour ahead of the consumer's",
    expects: { kind: 'clock-skew', error: 'InvalidSignatureException' },
    service: verifying(),
    arrange: ({ clock }) => clock.advance('1h'),
  },
]
