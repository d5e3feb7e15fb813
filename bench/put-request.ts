import { randomUUID } from 'node:crypto'
import { AWS_JSON, targetOf } from '../mocks/protocol/index.ts'

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
  'content-type': AWS_JSON,
  'x-amz-target': targetOf('PutInstancePublicPorts'),
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
  'Content-Type': AWS_JSON,
  'x-amzn-RequestId': '00000000-0000-4000-8000-000000000001',
  Date: new Date().toUTCString(),
  Server: 'Server',
  'Content-Length': String(REPLY_BODY.length),
}

/** The members of a Put that its reply names. */
interface Put {
  readonly instanceName: string
  readonly portInfos: readonly { readonly fromPort: number; readonly protocol: string }[]
}

/**
 * Answers a Put as the least program does that reads and writes JSON: it looks at nothing and keeps nothing, but its reply
 * has an id and times of its own and names the instance and the ports, as each reply of the service does.
 */
export function answerJson(body: string): string {
  const { instanceName, portInfos }: Put = JSON.parse(body)
  const now = Date.now() / 1000
  const operation = {
    id: randomUUID(),
    resourceName: instanceName,
    resourceType: 'Instance',
    createdAt: now,
    location: { availabilityZone: 'us-east-1a', regionName: 'us-east-1' },
    isTerminal: true,
    operationDetails: portInfos.map(({ fromPort, protocol }) => `${fromPort}/${protocol}`).join(','),
    operationType: 'PutInstancePublicPorts',
    status: 'Succeeded',
    statusChangedAt: now,
  }
  return JSON.stringify({ operation })
}

/** Makes the headers of such a reply. */
export function jsonHeaders(): Record<string, string> {
  return {
    'Content-Type': AWS_JSON,
    'x-amzn-RequestId': randomUUID(),
    Date: new Date().toUTCString(),
    Server: 'Server',
  }
}
