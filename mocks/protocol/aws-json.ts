/** The media type of AWS's JSON protocol, version 1.1: the only one that Lightsail speaks. */
export const AWS_JSON = 'application/x-amz-json-1.1'

/** The value of `X-Amz-Target` is this and the operation's name. */
export const TARGET_PREFIX = 'Lightsail_20161128.'

/** The value of `X-Amz-Target` for an operation. */
export function targetOf(operation: string | undefined): string {
  return `${TARGET_PREFIX}${operation}`
}

/** Reads the operation's name from an `X-Amz-Target`; `undefined` if the header does not name one of Lightsail's. */
export function operationInTarget(target: string | undefined): string | undefined {
  if (target === undefined || !target.startsWith(TARGET_PREFIX)) return undefined
  const name = target.slice(TARGET_PREFIX.length)
  return NAME.test(name) ? name : undefined
}

/** Names of operations and of errors: `CreateGUISessionAccessDetails`, `NotFoundException`. */
const NAME = /^[A-Z][A-Za-z0-9]{0,127}$/

/** Returns a Content-Type without its parameters, in lower case. */
export function mediaType(contentType: string): string {
  return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase()
}

/** Reads the attempt from an `amz-sdk-request` header, `attempt=2; max=3`; botocore writes `ttl=…` in front of it. */
export function readAttempt(header: string | undefined): number | undefined {
  const digits = header === undefined ? undefined : /(?:^|; ?)attempt=(\d{1,6})\b/.exec(header)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** Reads the error's name from the body of a reply: its `__type`, without the namespace that may stand in front. */
export function errorNameIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, '__type')) return undefined
  const type = (body as { readonly __type: unknown }).__type
  return typeof type === 'string' ? type.slice(type.lastIndexOf('#') + 1) : undefined
}
