import { describe, expect, test } from 'vitest'
import { callerSecrets } from '../../../contracts/certify/caller-secrets.ts'
import { findCause } from '../../../contracts/certify/cause.ts'
import { judgeAll } from '../../../contracts/certify/judge-situation.ts'
import { reasonToStop } from '../../../contracts/certify/patience.ts'
import { programName } from '../../../contracts/certify/programs/program-name.ts'
import { reasonIn } from '../../../contracts/certify/programs/reason-in.ts'
import { request, sampleObserved } from './sample-observed.ts'

describe('a cause', () => {
  const toInstance = (instanceName: string) => [request({ input: { instanceName } })]
  test.each([
    ['no request', { exchanges: [] }, /^no request arrived/],
    ['the wrong Region', { claim: { region: 'eu-central-1' } }, /Region eu-central-1, and it was given us-east-1/],
    ['other keys', { claim: { accessKeyId: 'AKIAOTHER' } }, /other keys/],
    ['no signature', { claim: { accessKeyId: undefined, region: undefined } }, /none of its requests is signed/],
    ['another instance', { exchanges: toInstance('web-9') }, /instance web-9, and it was given web-1/],
    [
      'a wrong signature',
      { exchanges: [request({ status: 400, error: 'InvalidSignatureException' })] },
      /signature of its requests is wrong/,
    ],
  ])('is %s', (_name, given, reason) => {
    expect(findCause(sampleObserved(given))).toMatch(reason)
  })

  test('is not found if one of the requests is right', () => {
    expect(findCause(sampleObserved({ exchanges: [...toInstance('web-9'), ...toInstance('web-1')] }))).toBeUndefined()
  })

  test('is said once, and nothing that follows from it is judged', () => {
    const claim = { region: 'eu-central-1' }
    const runs = [sampleObserved({ name: 'a', claim }), sampleObserved({ name: 'b', claim })]
    const results = judgeAll(runs, { operations: [], skipped: 0 }, [])
    expect(results.map(({ judgements }) => judgements.map(({ name }) => name))).toEqual([['sends-a-request'], []])
  })
})

describe('patience', () => {
  const calm = { waiting: undefined, lastSign: 0, vainTries: 0, givenUp: 0 }
  test.each([
    [
      'waits for one reply for ever',
      { ...calm, waiting: { since: 100, number: 3 } },
      1100,
      /its request 3 had waited 1000 ms/,
    ],
    ['sends the same in vain again and again', { ...calm, vainTries: 51 }, 10, /51 times in vain/],
    ['is silent', calm, 5000, /no request for 5000 ms/],
    ['goes on and on', { ...calm, lastSign: 7900, givenUp: 4 }, 8000, /after 8000 ms. It had given up 4 requests/],
  ])('ends a consumer that %s', (_name, activity, now, reason) => {
    expect(reasonToStop(activity, 1000, now)).toMatch(reason)
  })

  test('lasts longer for a consumer that gives its requests up', () => {
    const activity = { ...calm, waiting: { since: 6500, number: 4 }, lastSign: 6500, givenUp: 3 }
    expect(reasonToStop(activity, 1000, 7400)).toBeUndefined()
  })
})

test.each([
  ['python3 -u sync.py --token abc', 'sync.py'],
  ['AWS_RETRY_MODE=standard /usr/bin/aws lightsail put', 'aws'],
  ['go run ./cmd/sync', 'sync'],
  ['"./bin/sync.sh"', 'sync.sh'],
  ['python3', 'python3'],
])('the command %s is named %s', (command, name) => {
  expect(programName(command)).toBe(name)
})

test.each([
  [
    'Traceback:\n  File "a.py", line 1\nbotocore.exceptions.ClientError: An error occurred (X)\n',
    'botocore.exceptions.ClientError: An error occurred (X)',
  ],
  [
    'file.mjs:1\nNotFoundException: no\n    at run (x.mjs:1:1) {\n  $fault: "client"\n}\n\nNode.js v24.21.0\n',
    'NotFoundException: no',
  ],
  ['curl: (22) The requested URL returned error: 400\n', 'curl: (22) The requested URL returned error: 400'],
  ['There is no instance web-1.\n', 'There is no instance web-1.'],
  ['', ''],
])('the reason in %j is %j', (stderr, reason) => {
  expect(reasonIn(stderr)).toBe(reason)
})

test('secrets of the caller are values of secret names in the environment and the command', () => {
  const env = { GITHUB_TOKEN: 'ghp_0123456789', TOKEN_FILE: '/run/token', HOME: '/home/me', DB_PASSWORD: 'short' }
  const command = 'sync --api-key 0123456789 --region us-east-1 API_SECRET="a-secret-value"'
  expect(callerSecrets(env, command)).toEqual(['ghp_0123456789', '0123456789', 'a-secret-value'])
})
