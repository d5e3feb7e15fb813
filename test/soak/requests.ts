const HEAD =
  'Host: 127.0.0.1\r\nContent-Type: application/x-amz-json-1.1\r\nX-Amz-Target: Lightsail_20161128.GetInstance\r\nAuthorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260131/us-east-1/lightsail/aws4_request, SignedHeaders=host, Signature=00\r\n'

/** A request for an instance that does not exist: the reply repeats its name, so that it is known whose reply it is. */
export function requestFor(name: string, more = ''): string {
  const body = JSON.stringify({ instanceName: name })
  return `POST / HTTP/1.1\r\n${HEAD}${more}Content-Length: ${body.length}\r\n\r\n${body}`
}

/** A request that is announced to be larger than the service takes. */
export function oversizeRequest(bytes: number): string {
  return `POST / HTTP/1.1\r\n${HEAD}Content-Length: ${bytes}\r\n\r\n${'x'.repeat(bytes)}`
}

/** The name that a smuggled request asks for. No reply may ever hold it. */
export const SMUGGLED = 'smuggled'

const inner = requestFor(SMUGGLED)
const post = (headers: string, body: string): string => `POST / HTTP/1.1\r\n${HEAD}${headers}\r\n${body}`

/**
 * Requests that two programs could read in two ways. Behind each lies a second request, which must never be answered: the
 * first one is refused, or takes it for its body.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc9112#section-6.3
 */
export const SMUGGLING: Readonly<Record<string, string>> = {
  'both lengths': post('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${inner}`),
  'both lengths, the other way round': post('Transfer-Encoding: chunked\r\nContent-Length: 5\r\n', `0\r\n\r\n${inner}`),
  'two lengths': post('Content-Length: 0\r\nContent-Length: 5\r\n', inner),
  'a list of lengths': post('Content-Length: 0, 5\r\n', inner),
  'a length with a sign': post('Content-Length: +0\r\n', inner),
  'a length in hex': post('Content-Length: 0x0\r\n', inner),
  'a folded length': post('Content-Length:\r\n 0\r\n', inner),
  'a folded encoding': post('Content-Length: 5\r\nTransfer-Encoding:\r\n chunked\r\n', `0\r\n\r\n${inner}`),
  'an unknown encoding': post('Transfer-Encoding: xchunked\r\n', `0\r\n\r\n${inner}`),
  'an encoding before chunked': post('Transfer-Encoding: chunked, identity\r\n', `0\r\n\r\n${inner}`),
  'an encoding twice': post('Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n', `0\r\n\r\n${inner}`),
  'a blank before the colon': post('Content-Length : 0\r\n', inner),
  'a tab in front of a header': post('\tContent-Length: 0\r\n', inner),
  'a bare line feed in the head': post('Content-Length: 5\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${inner}`),
  'a bare carriage return in the head': post('X: a\rTransfer-Encoding: chunked\r\n', `0\r\n\r\n${inner}`),
  'a zero byte in a header': post('X: a\u0000b\r\nContent-Length: 5\r\n', inner),
  'a chunk with a bad length': post('Transfer-Encoding: chunked\r\n', `zz\r\n${inner}`),
  'a chunk that is longer than it says': post('Transfer-Encoding: chunked\r\n', `1\r\nab\r\n0\r\n\r\n${inner}`),
  'a chunk with a bare line feed': post('Transfer-Encoding: chunked\r\n', `0\n\n${inner}`),
  'a chunk with a very long extension': post(
    'Transfer-Encoding: chunked\r\n',
    `1;${'a'.repeat(20_000)}\r\n{\r\n0\r\n\r\n${inner}`,
  ),
}
