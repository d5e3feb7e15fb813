import { AwsClient } from 'aws4fetch'
import type { CertifiedCall } from '../../../../../contracts/certify/index.ts'

/** An error of the service, as a client makes it that is no SDK. */
class ServiceError extends Error {
  readonly status: number

  constructor(name: string, message: string, status: number) {
    super(message)
    this.name = name
    this.status = status
  }
}

/** Milliseconds that a request may take. */
const LIMIT = 2500

/** Sends a request that aws4fetch signs. */
export async function fetchSigned(
  { endpoint, region, credentials }: CertifiedCall,
  operation: string,
  input: object,
): Promise<Response> {
  const aws = new AwsClient({ ...credentials, region, service: 'lightsail' })
  const request = await aws.sign(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `Lightsail_20161128.${operation}` },
    body: JSON.stringify(input),
  })
  // A signal of the signed request would be lost with it: Node collects the request while it is under way.
  return await fetch(request, { signal: AbortSignal.timeout(LIMIT) })
}

/**
 * Sends a request, and parses its reply.
 *
 * @throws {ServiceError} if the service refuses it
 */
export async function callSigned<Output>(given: CertifiedCall, operation: string, input: object): Promise<Output> {
  const response = await fetchSigned(given, operation, input)
  const text = await response.text()
  if (response.ok) return JSON.parse(text) as Output
  const { __type: name, message = '' } = parse(text)
  throw new ServiceError(name ?? `Http${response.status}`, message, response.status)
}

function parse(text: string): { readonly __type?: string; readonly message?: string } {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

/** Tells whether another try may help: after throttling, 5xx, and whatever is no answer of the service. */
export function isWorthAnotherTry(error: Error): boolean {
  if (error instanceof SyntaxError) return false
  return !(error instanceof ServiceError) || error.status >= 500 || error.name === 'ThrottlingException'
}
