import { describe, expect, test } from 'vitest'
import { calculateSignature, verifySignature } from '../../../mocks/sigv4/signature.ts'
import { readSignatureClaims } from '../../../mocks/sigv4/signature-claims.ts'
import { ACCESS_KEY, NOW, SECRET, signedInHeader, signedInQuery } from './signed-by-hand.ts'
import { SIGV4_TEST_SUITE, SUITE_SECRET } from './sigv4-test-suite.ts'

/** A request as it stands in the suite. */
function parse(text: string) {
  const [head = '', body = ''] = text.split('\n\n')
  const [line = '', ...lines] = head.split('\n')
  const [method = '', path = ''] = line.split(' ')
  const headers = Object.fromEntries(
    lines.map((header) => [header.slice(0, header.indexOf(':')).toLowerCase(), header.slice(header.indexOf(':') + 1)]),
  )
  return { method, path, headers, body }
}

describe("AWS's test suite", () => {
  test.each(SIGV4_TEST_SUITE)('%s', async (_name, text) => {
    const request = parse(text)
    const claims = readSignatureClaims(request)
    expect(await calculateSignature(request, claims, SUITE_SECRET)).toBe(claims.signature)
    expect(await calculateSignature({ ...request, body: `${request.body} ` }, claims, SUITE_SECRET)).not.toBe(
      claims.signature,
    )
  })
})

type Request = ReturnType<typeof signedInHeader>

/** Requests that are signed by hand, what becomes of them on their way, and whether they are still right. */
const BY_HAND: readonly (readonly [name: string, request: Request, isRight: boolean])[] = [
  ['a request that is signed in its header', signedInHeader(''), true],
  ['a request that is signed in its query', signedInQuery(), true],
  ['a header-signed request with a signature in its query', onPath(signedInHeader(''), '/?X-Amz-Signature=00'), false],
  [
    'a header-signed request with a signature of lower case in its query',
    onPath(signedInHeader(''), '/?x-amz-signature=00'),
    false,
  ],
  ['a pre-signed request with a second signature', append(signedInQuery(), '&X-Amz-Signature=00'), false],
  ['a pre-signed request with a second signature of lower case', append(signedInQuery(), '&x-amz-signature=00'), false],
  ['a query with an escaped replacement character', signedInQuery('&x=%EF%BF%BD'), true],
  ['a query with an invalid escape in its place', replaced(signedInQuery('&x=%EF%BF%BD'), '%EF%BF%BD', '%ff'), false],
  ['a header that was sent twice', withHeader(signedInHeader('', { 'x-custom': 'a,b' }), 'x-custom', 'a, b'), true],
  ['a header that was changed', withHeader(signedInHeader('', { 'x-custom': 'a,b' }), 'x-custom', 'a, c'), false],
  ['a query with a member called __proto__', signedInHeader('__proto__=1'), true],
  ['a pre-signed query with a member called __proto__', signedInQuery('&__proto__=1'), true],
  ['a changed member called __proto__', replaced(signedInQuery('&__proto__=1'), '__proto__=1', '__proto__=2'), false],
  ['a query with an added member', onPath(signedInHeader('a=1'), '/?a=1&__proto__=1'), false],
]

function onPath(request: Request, path: string): Request {
  return { ...request, path }
}

function append(request: Request, more: string): Request {
  return onPath(request, request.path + more)
}

function replaced(request: Request, from: string, to: string): Request {
  return onPath(request, request.path.replace(from, to))
}

function withHeader(request: Request, name: string, value: string): Request {
  return { ...request, headers: { ...request.headers, [name]: value } }
}

test.each(BY_HAND)('%s', async (_name, request, isRight) => {
  const principal = { secretAccessKey: SECRET }
  const options = {
    principals: new Map([[ACCESS_KEY, principal]]),
    region: 'us-east-1',
    isRegionName: () => true,
    now: NOW,
  }
  const verdict = await verifySignature(request, options)
  if (isRight) expect(verdict).toBe(principal)
  else expect(verdict).toMatchObject({ name: 'InvalidSignatureException' })
})
