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
