import { createLightsail } from '../../mocks/index.ts'
import { targetOf } from '../../mocks/protocol/index.ts'
import { PUT_HEADERS } from '../put-request.ts'

// Creates 100,000 instances, lists them page by page and deletes them, all by calls. The limits are for one instance.
const COUNT = 100_000
const PER_CALL = 100
const lightsail = createLightsail()

function call(operation: string, input: object): Record<string, unknown> {
  const headers = { ...PUT_HEADERS, 'x-amz-target': targetOf(operation) }
  const reply = lightsail.handle({ method: 'POST', path: '/', headers, body: JSON.stringify(input) })
  if (reply instanceof Promise || reply.status !== 200) throw new Error(`Failed to call ${operation}`)
  return JSON.parse(reply.body)
}

function print(what: string, limit: number, work: () => void): void {
  const start = process.hrtime.bigint()
  work()
  const each = Number(process.hrtime.bigint() - start) / 1000 / COUNT
  console.log(`instances: ${what} 100,000 instances  ${each.toFixed(1)} µs each (limit ${limit})`)
}

const names = Array.from({ length: COUNT }, (_, index) => `node-${index}`)

print('create', 80, () => {
  for (let from = 0; from < COUNT; from += PER_CALL) {
    call('CreateInstances', {
      instanceNames: names.slice(from, from + PER_CALL),
      availabilityZone: 'us-east-1a',
      blueprintId: 'ubuntu_24_04',
      bundleId: 'nano_3_0',
    })
  }
})

print('list', 150, () => {
  let listed = 0
  let pageToken: unknown
  do {
    const page = call('GetInstances', { pageToken })
    listed += (page['instances'] as unknown[]).length
    pageToken = page['nextPageToken']
  } while (pageToken !== undefined)
  if (listed !== COUNT) throw new Error(`Failed to list all instances: ${listed} were listed`)
})

print('delete', 40, () => {
  for (const instanceName of names) call('DeleteInstance', { instanceName })
})
