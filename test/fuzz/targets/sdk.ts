import * as sdk from '@aws-sdk/client-lightsail'
import fc from 'fast-check'
import { OPERATIONS } from '../../../mocks/operations/index.ts'
import { createService } from '../../../mocks/server/index.ts'
import { sampleInputOf } from '../../support/sample-calls.ts'
import { changedJson } from '../mutations.ts'
import { asyncTarget, fail } from '../target.ts'

type Command = Parameters<sdk.LightsailClient['send']>[0]
const commands = sdk as unknown as Readonly<Record<string, new (input: object) => Command>>

const service = createService({ instances: ['web-1', 'web-2'], auth: 'off', maxCalls: 10 })
let body = '{}'
const client = new sdk.LightsailClient({
  region: 'us-east-1',
  maxAttempts: 1,
  credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' },
  // The SDK would refuse to write most inputs: it only names the operation and reads the reply.
  requestHandler: {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle({ headers }: { headers: Record<string, string> }) {
      const reply = await service.handle({ method: 'POST', path: '/', headers, body })
      const response = { statusCode: reply.status, headers: reply.headers, body: new TextEncoder().encode(reply.body) }
      return { response }
    },
  } as unknown as NonNullable<sdk.LightsailClientConfig['requestHandler']>,
})

export const sdkReplies = asyncTarget(
  {
    name: 'sdk-replies',
    title: 'the SDK can read every reply: an output, or an error that has a name of the service',
    round: 300,
    quick: 40,
  },
  fc
    .constantFrom(...OPERATIONS.keys())
    .chain((operation) =>
      fc.record({ operation: fc.constant(operation), input: changedJson([sampleInputOf(operation)]) }),
    ),
  async ({ operation, input }) => {
    body = JSON.stringify(input)
    const Command = commands[`${operation}Command`] ?? fail(`the SDK has no ${operation}Command`)
    const error = await client.send(new Command({})).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    if (error === undefined) return
    if (!(error instanceof sdk.LightsailServiceException)) fail(`the SDK threw ${error}`)
    if (error.$fault !== 'client' || error.name === 'Unknown') fail(`the SDK reports ${error.name}, ${error.$fault}`)
  },
)
