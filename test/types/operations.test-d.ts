import type * as sdk from '@aws-sdk/client-lightsail'
import { operation } from 'lightsail-ports-testkit'
import { expectTypeOf } from 'vitest'

// Every operation that is simulated has the SDK's types of its input and its output.
operation('PutInstancePublicPorts', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.PutInstancePublicPortsRequest>()
  return {} satisfies sdk.PutInstancePublicPortsResult
})
// @ts-expect-error: its output has no such member
operation('PutInstancePublicPorts', () => ({ noSuchMember: 1 }))

operation('OpenInstancePublicPorts', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.OpenInstancePublicPortsRequest>()
  return {} satisfies sdk.OpenInstancePublicPortsResult
})
// @ts-expect-error: its output has no such member
operation('OpenInstancePublicPorts', () => ({ noSuchMember: 1 }))

operation('CloseInstancePublicPorts', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.CloseInstancePublicPortsRequest>()
  return {} satisfies sdk.CloseInstancePublicPortsResult
})
// @ts-expect-error: its output has no such member
operation('CloseInstancePublicPorts', () => ({ noSuchMember: 1 }))

operation('GetInstancePortStates', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetInstancePortStatesRequest>()
  return {} satisfies sdk.GetInstancePortStatesResult
})
// @ts-expect-error: its output has no such member
operation('GetInstancePortStates', () => ({ noSuchMember: 1 }))

operation('GetInstance', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetInstanceRequest>()
  return {} satisfies sdk.GetInstanceResult
})
// @ts-expect-error: its output has no such member
operation('GetInstance', () => ({ noSuchMember: 1 }))

operation('GetInstances', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetInstancesRequest>()
  return {} satisfies sdk.GetInstancesResult
})
// @ts-expect-error: its output has no such member
operation('GetInstances', () => ({ noSuchMember: 1 }))

operation('GetInstanceState', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetInstanceStateRequest>()
  return {} satisfies sdk.GetInstanceStateResult
})
// @ts-expect-error: its output has no such member
operation('GetInstanceState', () => ({ noSuchMember: 1 }))

operation('GetOperation', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetOperationRequest>()
  return {} satisfies sdk.GetOperationResult
})
// @ts-expect-error: its output has no such member
operation('GetOperation', () => ({ noSuchMember: 1 }))

operation('GetOperations', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetOperationsRequest>()
  return {} satisfies sdk.GetOperationsResult
})
// @ts-expect-error: its output has no such member
operation('GetOperations', () => ({ noSuchMember: 1 }))

operation('GetOperationsForResource', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetOperationsForResourceRequest>()
  return {} satisfies sdk.GetOperationsForResourceResult
})
// @ts-expect-error: its output has no such member
operation('GetOperationsForResource', () => ({ noSuchMember: 1 }))

operation('GetRegions', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetRegionsRequest>()
  return {} satisfies sdk.GetRegionsResult
})
// @ts-expect-error: its output has no such member
operation('GetRegions', () => ({ noSuchMember: 1 }))

operation('CreateInstances', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.CreateInstancesRequest>()
  return {} satisfies sdk.CreateInstancesResult
})
// @ts-expect-error: its output has no such member
operation('CreateInstances', () => ({ noSuchMember: 1 }))

operation('DeleteInstance', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.DeleteInstanceRequest>()
  return {} satisfies sdk.DeleteInstanceResult
})
// @ts-expect-error: its output has no such member
operation('DeleteInstance', () => ({ noSuchMember: 1 }))

operation('StartInstance', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.StartInstanceRequest>()
  return {} satisfies sdk.StartInstanceResult
})
// @ts-expect-error: its output has no such member
operation('StartInstance', () => ({ noSuchMember: 1 }))

operation('StopInstance', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.StopInstanceRequest>()
  return {} satisfies sdk.StopInstanceResult
})
// @ts-expect-error: its output has no such member
operation('StopInstance', () => ({ noSuchMember: 1 }))

operation('RebootInstance', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.RebootInstanceRequest>()
  return {} satisfies sdk.RebootInstanceResult
})
// @ts-expect-error: its output has no such member
operation('RebootInstance', () => ({ noSuchMember: 1 }))

operation('SetIpAddressType', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.SetIpAddressTypeRequest>()
  return {} satisfies sdk.SetIpAddressTypeResult
})
// @ts-expect-error: its output has no such member
operation('SetIpAddressType', () => ({ noSuchMember: 1 }))

operation('GetInstanceAccessDetails', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetInstanceAccessDetailsRequest>()
  return {} satisfies sdk.GetInstanceAccessDetailsResult
})
// @ts-expect-error: its output has no such member
operation('GetInstanceAccessDetails', () => ({ noSuchMember: 1 }))

operation('GetInstanceMetricData', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetInstanceMetricDataRequest>()
  return {} satisfies sdk.GetInstanceMetricDataResult
})
// @ts-expect-error: its output has no such member
operation('GetInstanceMetricData', () => ({ noSuchMember: 1 }))

operation('GetBundles', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetBundlesRequest>()
  return {} satisfies sdk.GetBundlesResult
})
// @ts-expect-error: its output has no such member
operation('GetBundles', () => ({ noSuchMember: 1 }))

operation('GetBlueprints', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetBlueprintsRequest>()
  return {} satisfies sdk.GetBlueprintsResult
})
// @ts-expect-error: its output has no such member
operation('GetBlueprints', () => ({ noSuchMember: 1 }))

operation('AllocateStaticIp', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.AllocateStaticIpRequest>()
  return {} satisfies sdk.AllocateStaticIpResult
})
// @ts-expect-error: its output has no such member
operation('AllocateStaticIp', () => ({ noSuchMember: 1 }))

operation('ReleaseStaticIp', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.ReleaseStaticIpRequest>()
  return {} satisfies sdk.ReleaseStaticIpResult
})
// @ts-expect-error: its output has no such member
operation('ReleaseStaticIp', () => ({ noSuchMember: 1 }))

operation('AttachStaticIp', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.AttachStaticIpRequest>()
  return {} satisfies sdk.AttachStaticIpResult
})
// @ts-expect-error: its output has no such member
operation('AttachStaticIp', () => ({ noSuchMember: 1 }))

operation('DetachStaticIp', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.DetachStaticIpRequest>()
  return {} satisfies sdk.DetachStaticIpResult
})
// @ts-expect-error: its output has no such member
operation('DetachStaticIp', () => ({ noSuchMember: 1 }))

operation('GetStaticIp', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetStaticIpRequest>()
  return {} satisfies sdk.GetStaticIpResult
})
// @ts-expect-error: its output has no such member
operation('GetStaticIp', () => ({ noSuchMember: 1 }))

operation('GetStaticIps', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetStaticIpsRequest>()
  return {} satisfies sdk.GetStaticIpsResult
})
// @ts-expect-error: its output has no such member
operation('GetStaticIps', () => ({ noSuchMember: 1 }))

operation('CreateKeyPair', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.CreateKeyPairRequest>()
  return {} satisfies sdk.CreateKeyPairResult
})
// @ts-expect-error: its output has no such member
operation('CreateKeyPair', () => ({ noSuchMember: 1 }))

operation('ImportKeyPair', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.ImportKeyPairRequest>()
  return {} satisfies sdk.ImportKeyPairResult
})
// @ts-expect-error: its output has no such member
operation('ImportKeyPair', () => ({ noSuchMember: 1 }))

operation('DeleteKeyPair', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.DeleteKeyPairRequest>()
  return {} satisfies sdk.DeleteKeyPairResult
})
// @ts-expect-error: its output has no such member
operation('DeleteKeyPair', () => ({ noSuchMember: 1 }))

operation('DownloadDefaultKeyPair', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.DownloadDefaultKeyPairRequest>()
  return {} satisfies sdk.DownloadDefaultKeyPairResult
})
// @ts-expect-error: its output has no such member
operation('DownloadDefaultKeyPair', () => ({ noSuchMember: 1 }))

operation('GetKeyPair', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetKeyPairRequest>()
  return {} satisfies sdk.GetKeyPairResult
})
// @ts-expect-error: its output has no such member
operation('GetKeyPair', () => ({ noSuchMember: 1 }))

operation('GetKeyPairs', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetKeyPairsRequest>()
  return {} satisfies sdk.GetKeyPairsResult
})
// @ts-expect-error: its output has no such member
operation('GetKeyPairs', () => ({ noSuchMember: 1 }))

operation('TagResource', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.TagResourceRequest>()
  return {} satisfies sdk.TagResourceResult
})
// @ts-expect-error: its output has no such member
operation('TagResource', () => ({ noSuchMember: 1 }))

operation('UntagResource', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.UntagResourceRequest>()
  return {} satisfies sdk.UntagResourceResult
})
// @ts-expect-error: its output has no such member
operation('UntagResource', () => ({ noSuchMember: 1 }))

operation('GetActiveNames', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetActiveNamesRequest>()
  return {} satisfies sdk.GetActiveNamesResult
})
// @ts-expect-error: its output has no such member
operation('GetActiveNames', () => ({ noSuchMember: 1 }))

operation('PeerVpc', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.PeerVpcRequest>()
  return {} satisfies sdk.PeerVpcResult
})
// @ts-expect-error: its output has no such member
operation('PeerVpc', () => ({ noSuchMember: 1 }))

operation('GetInstanceSnapshots', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetInstanceSnapshotsRequest>()
  return {} satisfies sdk.GetInstanceSnapshotsResult
})
// @ts-expect-error: its output has no such member
operation('GetInstanceSnapshots', () => ({ noSuchMember: 1 }))

operation('GetDisks', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetDisksRequest>()
  return {} satisfies sdk.GetDisksResult
})
// @ts-expect-error: its output has no such member
operation('GetDisks', () => ({ noSuchMember: 1 }))

operation('GetDomains', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetDomainsRequest>()
  return {} satisfies sdk.GetDomainsResult
})
// @ts-expect-error: its output has no such member
operation('GetDomains', () => ({ noSuchMember: 1 }))

operation('GetLoadBalancers', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetLoadBalancersRequest>()
  return {} satisfies sdk.GetLoadBalancersResult
})
// @ts-expect-error: its output has no such member
operation('GetLoadBalancers', () => ({ noSuchMember: 1 }))

operation('GetRelationalDatabases', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetRelationalDatabasesRequest>()
  return {} satisfies sdk.GetRelationalDatabasesResult
})
// @ts-expect-error: its output has no such member
operation('GetRelationalDatabases', () => ({ noSuchMember: 1 }))

operation('GetBuckets', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetBucketsRequest>()
  return {} satisfies sdk.GetBucketsResult
})
// @ts-expect-error: its output has no such member
operation('GetBuckets', () => ({ noSuchMember: 1 }))

operation('EnableAddOn', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.EnableAddOnRequest>()
  return {} satisfies sdk.EnableAddOnResult
})
// @ts-expect-error: its output has no such member
operation('EnableAddOn', () => ({ noSuchMember: 1 }))

operation('DisableAddOn', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.DisableAddOnRequest>()
  return {} satisfies sdk.DisableAddOnResult
})
// @ts-expect-error: its output has no such member
operation('DisableAddOn', () => ({ noSuchMember: 1 }))

operation('CreateInstanceSnapshot', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.CreateInstanceSnapshotRequest>()
  return {} satisfies sdk.CreateInstanceSnapshotResult
})
// @ts-expect-error: its output has no such member
operation('CreateInstanceSnapshot', () => ({ noSuchMember: 1 }))

operation('DeleteInstanceSnapshot', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.DeleteInstanceSnapshotRequest>()
  return {} satisfies sdk.DeleteInstanceSnapshotResult
})
// @ts-expect-error: its output has no such member
operation('DeleteInstanceSnapshot', () => ({ noSuchMember: 1 }))

operation('CreateInstancesFromSnapshot', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.CreateInstancesFromSnapshotRequest>()
  return {} satisfies sdk.CreateInstancesFromSnapshotResult
})
// @ts-expect-error: its output has no such member
operation('CreateInstancesFromSnapshot', () => ({ noSuchMember: 1 }))

operation('GetInstanceSnapshot', ({ input }) => {
  expectTypeOf(input).toEqualTypeOf<sdk.GetInstanceSnapshotRequest>()
  return {} satisfies sdk.GetInstanceSnapshotResult
})
// @ts-expect-error: its output has no such member
operation('GetInstanceSnapshot', () => ({ noSuchMember: 1 }))
