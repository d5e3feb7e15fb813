import type { OperationTypes } from '../../mocks/doors/operation-handler.ts'

/** The replies to the calls before, by operation. */
type Replies = Readonly<Record<string, Record<string, unknown>>>

/** The input of one valid call of each operation, in an order in which all succeed in a world with `web-1` and `web-2`. */
type SampleCalls = {
  readonly [Name in keyof OperationTypes]: OperationTypes[Name][0] | ((replies: Replies) => OperationTypes[Name][0])
}

const instanceName = 'web-1'
const staticIpName = 'ip-1'
const portInfo = { protocol: 'tcp', fromPort: 22, toPort: 22 } as const

/** A public key that was made for the tests. Nobody has its private half. */
export const PUBLIC_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKZKxCNddHg9i1Jlc48lCEsWO+H9W0zD78II2hZtLCtp me@example'

const SAMPLE_CALLS: SampleCalls = {
  GetRegions: { includeAvailabilityZones: true },
  GetBundles: { includeInactive: true },
  GetBlueprints: {},
  CreateInstances: {
    instanceNames: ['app-1', 'app-2'],
    availabilityZone: 'us-east-1a',
    blueprintId: 'wordpress',
    bundleId: 'small_3_0',
    tags: [{ key: 'team', value: 'web' }],
    addOns: [{ addOnType: 'AutoSnapshot', autoSnapshotAddOnRequest: { snapshotTimeOfDay: '06:00' } }],
  },
  GetInstance: { instanceName: 'app-1' },
  GetInstances: {},
  GetInstanceState: { instanceName },
  GetInstanceAccessDetails: { instanceName },
  GetInstanceMetricData: {
    instanceName,
    metricName: 'CPUUtilization',
    period: 300,
    startTime: new Date('2026-01-31T11:00:00Z'),
    endTime: new Date('2026-01-31T12:00:00Z'),
    unit: 'Percent',
    statistics: ['Average'],
  },
  PutInstancePublicPorts: { instanceName, portInfos: [portInfo] },
  OpenInstancePublicPorts: { instanceName, portInfo },
  CloseInstancePublicPorts: { instanceName, portInfo: { ...portInfo, cidrs: ['192.0.2.1'] } },
  GetInstancePortStates: { instanceName },
  GetOperation: ({ PutInstancePublicPorts }) => ({
    operationId: (PutInstancePublicPorts?.['operation'] as { id: string } | undefined)?.id ?? '',
  }),
  GetOperations: {},
  GetOperationsForResource: { resourceName: instanceName },
  AllocateStaticIp: { staticIpName },
  AttachStaticIp: { staticIpName, instanceName },
  GetStaticIp: { staticIpName },
  GetStaticIps: {},
  DetachStaticIp: { staticIpName },
  ReleaseStaticIp: { staticIpName },
  CreateKeyPair: { keyPairName: 'key-1' },
  ImportKeyPair: { keyPairName: 'key-2', publicKeyBase64: PUBLIC_KEY },
  DownloadDefaultKeyPair: {},
  GetKeyPair: { keyPairName: 'key-1' },
  GetKeyPairs: { includeDefaultKeyPair: true },
  DeleteKeyPair: { keyPairName: 'key-1' },
  TagResource: { resourceName: instanceName, tags: [{ key: 'team', value: 'web' }] },
  UntagResource: { resourceName: instanceName, tagKeys: ['team'] },
  SetIpAddressType: { resourceType: 'Instance', resourceName: instanceName, ipAddressType: 'ipv4' },
  EnableAddOn: {
    resourceName: instanceName,
    addOnRequest: { addOnType: 'StopInstanceOnIdle', stopInstanceOnIdleRequest: { threshold: '2', duration: '15' } },
  },
  DisableAddOn: { resourceName: instanceName, addOnType: 'StopInstanceOnIdle' },
  RebootInstance: { instanceName },
  StopInstance: { instanceName },
  StartInstance: { instanceName },
  GetActiveNames: {},
  PeerVpc: {},
  CreateInstanceSnapshot: { instanceSnapshotName: 'snapshot-1', instanceName, tags: [{ key: 'team', value: 'web' }] },
  GetInstanceSnapshot: { instanceSnapshotName: 'snapshot-1' },
  GetInstanceSnapshots: {},
  CreateInstancesFromSnapshot: {
    instanceNames: ['restored-1'],
    availabilityZone: 'us-east-1a',
    instanceSnapshotName: 'snapshot-1',
    bundleId: 'nano_3_0',
    attachedDiskMapping: {},
  },
  DeleteInstanceSnapshot: { instanceSnapshotName: 'snapshot-1' },
  GetDisks: {},
  GetDomains: {},
  GetLoadBalancers: {},
  GetRelationalDatabases: {},
  GetBuckets: {},
  DeleteInstance: { instanceName: 'app-1', forceDeleteAddOns: true },
}

/** Writes an input as the SDK does: moments are seconds. */
function inputAsJson(input: object): string {
  return JSON.stringify(input, function (this: Record<string, unknown>, key: string, value: unknown) {
    const given = this[key]
    return given instanceof Date ? given.getTime() / 1000 : value
  })
}

/** Returns the input of the sample call of an operation, as JSON. */
export function sampleInputOf(operation: string): Record<string, unknown> {
  const sample = SAMPLE_CALLS[operation as keyof SampleCalls]
  return JSON.parse(inputAsJson(typeof sample === 'function' ? { operationId: 'none' } : sample))
}

/** Calls all operations in their order. `call` sends a body and returns the parsed reply. */
export async function callAll(
  call: (operation: string, body: string) => Promise<Record<string, unknown>>,
): Promise<Replies> {
  const replies: Record<string, Record<string, unknown>> = {}
  for (const [operation, sample] of Object.entries(SAMPLE_CALLS)) {
    const input = typeof sample === 'function' ? sample(replies) : sample
    replies[operation] = await call(operation, inputAsJson(input))
  }
  return replies
}
