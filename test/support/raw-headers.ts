/** The headers that every raw request needs to be understood. */
export function rawHeaders(operation: string): Record<string, string> {
  return {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `Lightsail_20161128.${operation}`,
    authorization: `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260131/us-east-1/lightsail/aws4_request, SignedHeaders=host, Signature=00`,
  }
}
