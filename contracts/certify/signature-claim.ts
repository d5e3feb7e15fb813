import type { WireRequest } from '../../mocks/doors/index.ts'

/** The parts of a request's signature that tell who signed it, and for which Region. */
export interface SignatureClaim {
  /** `undefined`: the request is not signed. */
  readonly accessKeyId: string | undefined
  readonly region: string | undefined
  readonly hasToken: boolean
}

const CREDENTIAL = /Credential=([^/,\s&]+)\/\d+\/([^/,\s&]+)\//i

/** Reads the signature of a request: its Authorization header, or the query of a pre-signed one. */
export function readSignatureClaim({ headers, path }: WireRequest): SignatureClaim {
  const text = headers['authorization'] ?? path.replaceAll(/%2F/gi, '/')
  const [, accessKeyId, region] = CREDENTIAL.exec(text) ?? []
  const hasToken = headers['x-amz-security-token'] !== undefined || /x-amz-security-token=/i.test(path)
  return { accessKeyId, region, hasToken }
}
