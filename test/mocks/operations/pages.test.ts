import * as sdk from '@aws-sdk/client-lightsail'
import { expect, test } from 'vitest'
import { doors } from '../../support/doors.ts'
import { PUBLIC_KEY } from '../../support/sample-calls.ts'

const numbers = Array.from({ length: 101 }, (_, index) => index)

test('static IP addresses come in pages, and one that is released between two pages is not missed by others', async () => {
  await using door = await doors.requestHandler({ rules: { 'static-ip-limit': 'none' } })
  const client = door.client()
  for (const number of numbers) await client.send(new sdk.AllocateStaticIpCommand({ staticIpName: `ip-${number}` }))
  const first = await client.send(new sdk.GetStaticIpsCommand({}))
  await client.send(new sdk.ReleaseStaticIpCommand({ staticIpName: 'ip-3' }))
  const second = await client.send(new sdk.GetStaticIpsCommand({ pageToken: first.nextPageToken }))
  expect(first.staticIps?.map(({ name }) => name)).toEqual(numbers.slice(0, 100).map((number) => `ip-${number}`))
  expect(second.staticIps?.map(({ name }) => name)).toEqual(['ip-100'])
  expect(second.nextPageToken).toBeUndefined()
})

test('key pairs come in pages', async () => {
  await using door = await doors.requestHandler({})
  const client = door.client()
  for (const number of numbers) {
    await client.send(new sdk.ImportKeyPairCommand({ keyPairName: `key-${number}`, publicKeyBase64: PUBLIC_KEY }))
  }
  const first = await client.send(new sdk.GetKeyPairsCommand({}))
  const second = await client.send(new sdk.GetKeyPairsCommand({ pageToken: first.nextPageToken }))
  expect([first.keyPairs?.length, second.keyPairs?.map(({ name }) => name)]).toEqual([100, ['key-100']])
})
