/** The request that everything is measured with: one Put of three rules, as the AWS SDK for JavaScript sends it. */
export const PUT_BODY: string = JSON.stringify({
  instanceName: 'web-1',
  portInfos: [
    { fromPort: 22, toPort: 22, protocol: 'tcp', cidrs: ['203.0.113.7/32'] },
    { fromPort: 80, toPort: 80, protocol: 'tcp' },
    { fromPort: 443, toPort: 443, protocol: 'tcp', cidrs: ['0.0.0.0/0'], ipv6Cidrs: ['::/0'] },
  ],
})

export const PUT_HEADERS: Record<string, string> = {
  host: 'lightsail.us-east-1.amazonaws.com',
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': 'Lightsail_20161128.PutInstancePublicPorts',
  'amz-sdk-invocation-id': '00000000-0000-4000-8000-000000000000',
  'amz-sdk-request': 'attempt=1; max=3',
  'x-amz-date': '20260131T120000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260131/us-east-1/lightsail/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=0000000000000000000000000000000000000000000000000000000000000000',
}

/** The reply to a Put, as a constant: the servers that the service is compared with send it. */
export const REPLY_BODY: string =
  '{"operation":{"id":"00000000-0000-4000-8000-000000000000","resourceName":"web-1","resourceType":"Instance","createdAt":1795378300.926,"location":{"availabilityZone":"us-east-1a","regionName":"us-east-1"},"isTerminal":true,"operationDetails":"22/tcp,80/tcp,443/tcp","operationType":"PutInstancePublicPorts","status":"Succeeded","statusChangedAt":1795378300.926}}'

export const REPLY_HEADERS: Record<string, string> = {
  'Content-Type': 'application/x-amz-json-1.1',
  'x-amzn-RequestId': '00000000-0000-4000-8000-000000000001',
  Date: new Date().toUTCString(),
  Server: 'Server',
  'Content-Length': String(REPLY_BODY.length),
}
