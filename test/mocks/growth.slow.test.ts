import { describe, expect, test } from 'vitest'
import { createLightsail, fault, type Lightsail } from '../../mocks/index.ts'
import { StaticIps } from '../../mocks/world/static-ips.ts'
import { budget } from '../support/budget.ts'
import { expectLinear } from '../support/growth.ts'

// Nothing takes longer for each call because there are more of something: eight times as many take eight times as long.

const NAMED = (count: number) => Array.from({ length: count }, (_, index) => `web-${index}`)

function send(
  lightsail: Lightsail,
  operation: string,
  input: object,
  attempt?: number,
): { readonly [name: string]: unknown } {
  const reply = lightsail.handle({
    method: 'POST',
    path: '/',
    headers: {
      host: 'lightsail.us-east-1.amazonaws.com',
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `Lightsail_20161128.${operation}`,
      authorization: 'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260131/us-east-1/lightsail/aws4_request',
      ...(attempt !== undefined && { 'amz-sdk-request': `attempt=${attempt}; max=3` }),
    },
    body: JSON.stringify(input),
  })
  if (reply instanceof Promise) throw new Error(`${operation} was not answered at once`)
  return { status: reply.status, ...JSON.parse(reply.body) }
}

const open = (instanceName: string, port: number) => ({
  instanceName,
  portInfo: { protocol: 'tcp', fromPort: port, toPort: port },
})

describe('faults', { timeout: budget(180_000) }, () => {
  test('thousands of faults are consumed one after the other', () => {
    expectLinear(2500, (count) => {
      const lightsail = createLightsail({ instances: ['web-1'] })
      lightsail.faults.next(...NAMED(count).map(() => 'ServiceException' as const))
      return () => {
        for (let call = 0; call < count; call++) expect(send(lightsail, 'GetRegions', {})['status']).toBe(500)
        lightsail.faults.assertAllUsed()
      }
    })
  })

  test('each instance of thousands has a fault of its own', () => {
    expectLinear(1000, (count) => {
      const lightsail = createLightsail()
      for (const instanceName of NAMED(count)) lightsail.faults.when({ instanceName }, 'ServiceException')
      return () => {
        for (const instanceName of NAMED(count)) send(lightsail, 'GetInstance', { instanceName })
        lightsail.faults.assertAllUsed()
      }
    })
  })

  test('calls that no fault is for do not look at the faults of others', () => {
    expectLinear(1000, (count) => {
      const lightsail = createLightsail({ instances: ['web-1'] })
      for (const instanceName of NAMED(count)) {
        lightsail.faults.when({ instanceName: `${instanceName}-other`, attempt: 2 }, 'ServiceException')
        lightsail.faults.next(fault.succeedSlowly(5))
      }
      return () => {
        // Some say which attempt they are, and some do not.
        for (let call = 0; call < count; call++) {
          send(lightsail, 'GetInstance', { instanceName: 'web-1' }, call % 2 === 0 ? 1 : undefined)
        }
        expect(lightsail.faults.remaining()).toHaveLength(count * 2)
      }
    })
  })

  test('faults are taken away one after the other', () => {
    expectLinear(2500, (count) => {
      const lightsail = createLightsail()
      lightsail.faults.next(...NAMED(count).map(() => 'ServiceException' as const))
      return () => {
        for (let index = 0; index < count; index++) expect(lightsail.faults.remove(0)).toBe(true)
      }
    })
  })
})

describe('the world', { timeout: budget(180_000) }, () => {
  test('instances are listed page by page', () => {
    expectLinear(1000, (count) => {
      const lightsail = createLightsail({ instances: NAMED(count) })
      return () => {
        let listed = 0
        let pageToken: unknown
        do {
          const page = send(lightsail, 'GetInstances', { pageToken })
          listed += (page['instances'] as readonly unknown[]).length
          pageToken = page['nextPageToken']
        } while (pageToken !== undefined)
        expect(listed).toBe(count)
      }
    })
  })

  test('the static address of an instance is found among thousands', () => {
    expectLinear(2000, (count) => {
      const staticIps = new StaticIps()
      for (const [sequence, name] of NAMED(count).entries()) {
        const tags = {}
        staticIps.add({ name, region: 'us-east-1', createdAt: 0, sequence, tags, ipAddress: '', attachedTo: undefined })
      }
      return () => {
        for (const staticIp of staticIps.of('us-east-1')) staticIps.attach(staticIp, staticIp.name)
        for (const name of NAMED(count)) {
          const found = staticIps.attachedTo('us-east-1', name)
          expect(found?.name).toBe(name)
          staticIps.delete({ region: 'us-east-1', name })
          expect(staticIps.attachedTo('us-east-1', name)).toBeUndefined()
        }
      }
    })
  })

  test('thousands of rules are opened and closed one by one', () => {
    expectLinear(600, (count) => {
      const lightsail = createLightsail({ instances: [{ name: 'web-1', ports: [] }] })
      return () => {
        for (let port = 1; port <= count; port++) send(lightsail, 'OpenInstancePublicPorts', open('web-1', port))
        expect(lightsail.instances.get('web-1').ports).toHaveLength(count)
        for (let port = 1; port <= count; port++) send(lightsail, 'CloseInstancePublicPorts', open('web-1', port))
        expect(lightsail.instances.get('web-1').ports).toEqual([])
      }
    })
  })

  test('operations are looked for, also those that do not exist', () => {
    expectLinear(1000, (count) => {
      const lightsail = createLightsail({ instances: NAMED(count) })
      return () => {
        for (const instanceName of NAMED(count)) {
          const { operation } = send(lightsail, 'PutInstancePublicPorts', { instanceName, portInfos: [] })
          const { id } = operation as { readonly id: string }
          expect(send(lightsail, 'GetOperation', { operationId: id })['operation']).toEqual(operation)
          expect(send(lightsail, 'GetOperation', { operationId: `${id}0` })['operation']).toBeUndefined()
          const { operations } = send(lightsail, 'GetOperationsForResource', { resourceName: instanceName })
          expect(operations).toEqual([operation])
        }
      }
    })
  })
})
