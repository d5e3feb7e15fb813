import { describe, expect, test } from 'vitest'
import { calculateSignature } from '../../../mocks/sigv4/signature.ts'
import { readSignatureClaims } from '../../../mocks/sigv4/signature-claims.ts'
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
