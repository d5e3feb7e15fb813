import * as sdk from '@aws-sdk/client-lightsail'
import { createLightsail, type ErrorName, errorCatalogue, fault } from 'lightsail-ports-testkit'
import { describe, expect, test } from 'vitest'
import { INSTALLED_SDK, readModel } from '../../drift/read-model.ts'
import { doorNames, doors } from '../../support/doors.ts'

const put = () =>
  new sdk.PutInstancePublicPortsCommand({
    instanceName: 'web-1',
    portInfos: [{ protocol: 'tcp', fromPort: 22, toPort: 22 }],
  })

const model = await readModel(INSTALLED_SDK)

describe('the catalogue and the installed SDK agree', () => {
  const documented = errorCatalogue.filter((entry) => entry.documentedForPut)

  test('on the errors that PutInstancePublicPorts documents', () => {
    expect(documented.map(({ name }) => name)).toEqual(model.operations['PutInstancePublicPorts']?.errors)
  })

  test.each(documented)('on the fault, the status and the members of $name', ({ name, fault: side, status }) => {
    const members = ['code', 'docs', 'message', 'tip']
    expect(model.errors[name]).toEqual({ fault: side, status: status.model, members })
  })
})

describe.each(doorNames)('every error of the catalogue through %s', (door) => {
  test.each(['documented', 'model'] as const)('has its name and its status, %s', async (statusCodes) => {
    await using open = await doors[door]({ instances: ['web-1'], statusCodes })
    const client = open.client()
    const before = open.lightsail.instances.get('web-1').ports
    for (const { name, status, fault: side, message } of errorCatalogue) {
      open.lightsail.faults.next(name)
      const error = await client.send(put()).catch((thrown) => thrown)
      expect(error).toBeInstanceOf(sdk.LightsailServiceException)
      expect(error).toMatchObject({ name, message, $fault: side, $metadata: { httpStatusCode: status[statusCodes] } })
      expect(open.lightsail.calls.last?.outcome).toMatchObject({
        error: name,
        status: status[statusCodes],
        forced: true,
        fault: name,
      })
    }
    expect(open.lightsail.instances.get('web-1').ports).toEqual(before)
  })

  test('is an instance of its class where the SDK has one', async () => {
    await using open = await doors[door]({ instances: ['web-1'] })
    const client = open.client()
    for (const { name, documentedForPut } of errorCatalogue) {
      if (!documentedForPut) continue
      open.lightsail.faults.next(name)
      const error = await client.send(put()).catch((thrown) => thrown)
      expect(error).toBeInstanceOf((sdk as unknown as Record<string, typeof sdk.NotFoundException>)[name])
    }
  })
})

describe('a forced error', () => {
  test('carries what it was given', async () => {
    await using open = await doors.requestHandler({ instances: ['web-1'] })
    const details = { message: 'no', code: 'Deep', docs: 'https://example.com/', tip: 'Do not.', status: 418 }
    open.lightsail.faults.next(fault.error('OperationFailureException', details))
    const error = await open
      .client()
      .send(put())
      .catch((thrown) => thrown)
    const { status, ...members } = details
    expect(error).toMatchObject({
      ...members,
      name: 'OperationFailureException',
      $metadata: { httpStatusCode: status },
    })
  })

  test('of access names the action of the request', async () => {
    await using open = await doors.requestHandler({ instances: ['web-1'] })
    open.lightsail.faults.next('AccessDeniedException')
    const asked = open.client().send(new sdk.GetRegionsCommand({}))
    await expect(asked).rejects.toThrow(
      'is not authorized to perform: lightsail:GetRegions on resource: arn:aws:lightsail:us-east-1:123456789012:* because',
    )
  })

  test('carries Retry-After', async () => {
    await using open = await doors.requestHandler({ instances: ['web-1'] })
    open.lightsail.faults.next(fault.error('ThrottlingException', { retryAfter: 7 }))
    const error = await open
      .client()
      .send(put())
      .catch((thrown) => thrown)
    expect(error.$response.headers['retry-after']).toBe('7')
    expect(error.$retryable).toBeUndefined()
  })
})

test('the SDK retries exactly the errors that the catalogue says', async () => {
  // All at once: the SDK waits between its attempts.
  const retried = await Promise.all(
    errorCatalogue.map(async ({ name }): Promise<[ErrorName, boolean]> => {
      const lightsail = createLightsail({ instances: ['web-1'], faults: [{ error: name, times: 'always' }] })
      const { requestHandler } = lightsail
      const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' }
      const client = new sdk.LightsailClient({ region: 'us-east-1', requestHandler, credentials, maxAttempts: 2 })
      await expect(client.send(put())).rejects.toThrow()
      expect([...lightsail.calls].map(({ attempt }) => attempt)).toEqual(lightsail.calls.length === 2 ? [1, 2] : [1])
      return [name, lightsail.calls.length > 1]
    }),
  )
  expect(retried).toEqual(errorCatalogue.map((entry) => [entry.name, entry.retried.js]))
})
