import { LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { PUT_BODY } from '../put-request.ts'

type RequestHandler = NonNullable<NonNullable<ConstructorParameters<typeof LightsailClient>[0]>['requestHandler']>

/** Makes a client of the SDK. Without a handler its requests go to Node's `https`, where MSW or nock takes them. */
export function createClient(requestHandler?: unknown): LightsailClient {
  return new LightsailClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' },
    ...(requestHandler !== undefined && { requestHandler: requestHandler as RequestHandler }),
  })
}

/** Makes a function that sends one Put of three rules. Each has another port, so that no two bodies are equal. */
export function createPut(client: LightsailClient): () => Promise<unknown> {
  const { instanceName, portInfos } = JSON.parse(PUT_BODY)
  let port = 1024
  return () => {
    port = port === 65_535 ? 1024 : port + 1
    const last = { ...portInfos[2], fromPort: port, toPort: port }
    return client.send(
      new PutInstancePublicPortsCommand({ instanceName, portInfos: [portInfos[0], portInfos[1], last] }),
    )
  }
}
