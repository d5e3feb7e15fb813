import { GetInstanceCommand, LightsailClient, PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { createLightsail, errorResponse, operation } from 'lightsail-ports-testkit'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

const server = setupServer(...createLightsail({ instances: ['web-1'] }).handlers)
beforeAll(() => server.listen())
afterEach(() => server.resetHandlers()) // takes the handlers of one test away
afterAll(() => server.close())

test('other answers for one test', async () => {
  server.use(
    operation('GetInstance', ({ input }) => ({ instance: { name: input.instanceName, tags: [] } })),
    operation('PutInstancePublicPorts', () => errorResponse('AccessDeniedException'), { once: true }),
  )
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new LightsailClient({ region: 'us-east-1', credentials })
  const { instance } = await client.send(new GetInstanceCommand({ instanceName: 'web-9' }))
  expect(instance?.name).toBe('web-9')
  const put = new PutInstancePublicPortsCommand({ instanceName: 'web-1', portInfos: [] })
  await expect(client.send(put)).rejects.toMatchObject({ name: 'AccessDeniedException' })
  expect((await client.send(put)).operation?.status).toBe('Succeeded')
})
