import * as today from '@aws-sdk/client-lightsail'
import * as before from 'client-lightsail-before-may-2026'
import { createLightsail, errorCatalogue } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'
import { MEASURED_SDKS, type SdkId } from '../../../mocks/errors/index.ts'

const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' }

/** The two versions that are installed; the other SDKs were measured by hand against `lightsail-ports serve`. */
const INSTALLED: readonly (readonly [id: SdkId, sdk: Pick<typeof today, 'GetRegionsCommand' | 'LightsailClient'>])[] = [
  ['js', today],
  ['js-before-may-2026', before as unknown as typeof today],
]

test.each(INSTALLED)('the catalogue has the names that the SDK %s reports', async (id, sdk) => {
  const lightsail = createLightsail()
  const { requestHandler } = lightsail
  const client = new sdk.LightsailClient({ region: 'us-east-1', requestHandler, credentials, maxAttempts: 1 })
  for (const { name, sdkNames } of errorCatalogue) {
    lightsail.faults.next(name)
    const error = await client.send(new sdk.GetRegionsCommand({})).catch((thrown) => thrown)
    const hasClass = error.constructor.name !== 'LightsailServiceException'
    expect([name, { name: error.name, hasClass }]).toEqual([name, sdkNames[id]])
  }
})

test('an old SDK calls a missing instance DoesNotExist', () => {
  const notFound = errorCatalogue.find(({ name }) => name === 'NotFoundException')
  expect(notFound?.sdkNames['js-before-may-2026']).toEqual({ name: 'DoesNotExist', hasClass: false })
  expect(notFound?.sdkNames.js).toEqual({ name: 'NotFoundException', hasClass: true })
  expect(new Set(MEASURED_SDKS.map(({ id }) => id)).size).toBe(MEASURED_SDKS.length)
})
