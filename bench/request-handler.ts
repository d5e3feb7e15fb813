import { LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { createLightsail } from '../mocks/index.ts'
import { median } from './measure.ts'
import { PUT_BODY, REPLY_BODY, REPLY_HEADERS } from './put-request.ts'

const input = JSON.parse(PUT_BODY)
const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' }

/** The SDK with the service as its requestHandler, against the SDK with a handler that answers a constant. Limit: 1.25. */
async function benchRequestHandler(): Promise<void> {
  const lightsail = createLightsail({ instances: ['web-1'] })
  const body = new TextEncoder().encode(REPLY_BODY)
  const headers = Object.fromEntries(Object.entries(REPLY_HEADERS).map(([name, value]) => [name.toLowerCase(), value]))
  const constant = {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async () => ({ response: { statusCode: 200, reason: '', headers, body } }),
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {},
  }
  const floor = new LightsailClient({ region: 'us-east-1', credentials, requestHandler: constant })
  const door = new LightsailClient({ region: 'us-east-1', credentials, requestHandler: lightsail.requestHandler })
  const times = async (client: LightsailClient): Promise<number> => {
    const start = process.hrtime.bigint()
    for (let index = 0; index < 50; index++) await client.send(new PutInstancePublicPortsCommand(input))
    return Number(process.hrtime.bigint() - start) / 1e6 / 50
  }
  // Long enough for both to be compiled.
  for (let round = 0; round < 300; round++) await Promise.all([times(floor), times(door)])
  const ofFloor: number[] = []
  const ofDoor: number[] = []
  for (let round = 0; round < 60; round++) {
    ofFloor.push(await times(floor))
    ofDoor.push(await times(door))
  }
  const ratio = median(ofDoor) / median(ofFloor)
  console.log(`requestHandler: the SDK's floor  ${median(ofFloor).toFixed(3)} ms a call`)
  console.log(`requestHandler: door / floor  ${ratio.toFixed(2)} (limit 1.25)`)
}

await benchRequestHandler()
