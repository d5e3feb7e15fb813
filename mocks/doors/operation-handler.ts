import type * as sdk from '@aws-sdk/client-lightsail'
import { HttpResponse, http, type RequestHandler, type RequestHandlerOptions } from 'msw'
import { type ErrorDetails, type ErrorName, errorReply } from '../errors/index.ts'
import { isOperationName, NO_SUCH_OPERATION, type OperationName } from '../model/operation-names.ts'
import { AWS_JSON, targetOf } from '../protocol/aws-json.ts'
import { parseBody } from '../protocol/body.ts'
import { stringifyOutput } from '../protocol/output-json.ts'
import { regionOf } from '../sigv4/region.ts'
import { addressOf } from './door.ts'
import { isForLightsail, originOf } from './msw.ts'

/** Input and output of the simulated operations, as the SDK types them. */
export interface OperationTypes {
  PutInstancePublicPorts: [sdk.PutInstancePublicPortsRequest, sdk.PutInstancePublicPortsResult]
  OpenInstancePublicPorts: [sdk.OpenInstancePublicPortsRequest, sdk.OpenInstancePublicPortsResult]
  CloseInstancePublicPorts: [sdk.CloseInstancePublicPortsRequest, sdk.CloseInstancePublicPortsResult]
  GetInstancePortStates: [sdk.GetInstancePortStatesRequest, sdk.GetInstancePortStatesResult]
  GetInstance: [sdk.GetInstanceRequest, sdk.GetInstanceResult]
  GetInstances: [sdk.GetInstancesRequest, sdk.GetInstancesResult]
  GetInstanceState: [sdk.GetInstanceStateRequest, sdk.GetInstanceStateResult]
  GetOperation: [sdk.GetOperationRequest, sdk.GetOperationResult]
  GetOperations: [sdk.GetOperationsRequest, sdk.GetOperationsResult]
  GetOperationsForResource: [sdk.GetOperationsForResourceRequest, sdk.GetOperationsForResourceResult]
  GetRegions: [sdk.GetRegionsRequest, sdk.GetRegionsResult]
  CreateInstances: [sdk.CreateInstancesRequest, sdk.CreateInstancesResult]
  DeleteInstance: [sdk.DeleteInstanceRequest, sdk.DeleteInstanceResult]
  EnableAddOn: [sdk.EnableAddOnRequest, sdk.EnableAddOnResult]
  DisableAddOn: [sdk.DisableAddOnRequest, sdk.DisableAddOnResult]
  StartInstance: [sdk.StartInstanceRequest, sdk.StartInstanceResult]
  StopInstance: [sdk.StopInstanceRequest, sdk.StopInstanceResult]
  RebootInstance: [sdk.RebootInstanceRequest, sdk.RebootInstanceResult]
  SetIpAddressType: [sdk.SetIpAddressTypeRequest, sdk.SetIpAddressTypeResult]
  GetInstanceAccessDetails: [sdk.GetInstanceAccessDetailsRequest, sdk.GetInstanceAccessDetailsResult]
  GetInstanceMetricData: [sdk.GetInstanceMetricDataRequest, sdk.GetInstanceMetricDataResult]
  GetBundles: [sdk.GetBundlesRequest, sdk.GetBundlesResult]
  GetBlueprints: [sdk.GetBlueprintsRequest, sdk.GetBlueprintsResult]
  AllocateStaticIp: [sdk.AllocateStaticIpRequest, sdk.AllocateStaticIpResult]
  ReleaseStaticIp: [sdk.ReleaseStaticIpRequest, sdk.ReleaseStaticIpResult]
  AttachStaticIp: [sdk.AttachStaticIpRequest, sdk.AttachStaticIpResult]
  DetachStaticIp: [sdk.DetachStaticIpRequest, sdk.DetachStaticIpResult]
  GetStaticIp: [sdk.GetStaticIpRequest, sdk.GetStaticIpResult]
  GetStaticIps: [sdk.GetStaticIpsRequest, sdk.GetStaticIpsResult]
  CreateKeyPair: [sdk.CreateKeyPairRequest, sdk.CreateKeyPairResult]
  ImportKeyPair: [sdk.ImportKeyPairRequest, sdk.ImportKeyPairResult]
  DeleteKeyPair: [sdk.DeleteKeyPairRequest, sdk.DeleteKeyPairResult]
  DownloadDefaultKeyPair: [sdk.DownloadDefaultKeyPairRequest, sdk.DownloadDefaultKeyPairResult]
  GetKeyPair: [sdk.GetKeyPairRequest, sdk.GetKeyPairResult]
  GetKeyPairs: [sdk.GetKeyPairsRequest, sdk.GetKeyPairsResult]
  TagResource: [sdk.TagResourceRequest, sdk.TagResourceResult]
  UntagResource: [sdk.UntagResourceRequest, sdk.UntagResourceResult]
  GetActiveNames: [sdk.GetActiveNamesRequest, sdk.GetActiveNamesResult]
  PeerVpc: [sdk.PeerVpcRequest, sdk.PeerVpcResult]
  CreateInstanceSnapshot: [sdk.CreateInstanceSnapshotRequest, sdk.CreateInstanceSnapshotResult]
  DeleteInstanceSnapshot: [sdk.DeleteInstanceSnapshotRequest, sdk.DeleteInstanceSnapshotResult]
  CreateInstancesFromSnapshot: [sdk.CreateInstancesFromSnapshotRequest, sdk.CreateInstancesFromSnapshotResult]
  GetInstanceSnapshot: [sdk.GetInstanceSnapshotRequest, sdk.GetInstanceSnapshotResult]
  GetInstanceSnapshots: [sdk.GetInstanceSnapshotsRequest, sdk.GetInstanceSnapshotsResult]
  GetDisks: [sdk.GetDisksRequest, sdk.GetDisksResult]
  GetDomains: [sdk.GetDomainsRequest, sdk.GetDomainsResult]
  GetLoadBalancers: [sdk.GetLoadBalancersRequest, sdk.GetLoadBalancersResult]
  GetRelationalDatabases: [sdk.GetRelationalDatabasesRequest, sdk.GetRelationalDatabasesResult]
  GetBuckets: [sdk.GetBucketsRequest, sdk.GetBucketsResult]
}

type Input<Name> = Name extends keyof OperationTypes ? OperationTypes[Name][0] : Readonly<Record<string, unknown>>
type Output<Name> = Name extends keyof OperationTypes ? OperationTypes[Name][1] : Readonly<Record<string, unknown>>

/** The argument of a resolver of `operation()`. */
export interface OperationResolverInfo<Name extends OperationName> {
  /** The parsed body. */
  readonly input: Input<Name>
  /** The Region that was called, where the request names one. */
  readonly region: string | undefined
  readonly request: Request
}

/** Answers with an output, a response of its own, or (`undefined`) leaves the request to the next handler. */
export type OperationResolver<Name extends OperationName> = (
  info: OperationResolverInfo<Name>,
) => Output<Name> | Response | undefined | Promise<Output<Name> | Response | undefined>

/** MSW's own options, and the URL of an endpoint of one's own. */
export interface OperationHandlerOptions extends RequestHandlerOptions {
  readonly endpoint?: string
}

/**
 * Makes an MSW handler for one operation of Lightsail, as `graphql.query` makes one for a query: to override it in one
 * test. The operation may be simulated or not.
 *
 * @param name the operation, e.g. `PutInstancePublicPorts`
 * @param resolver returns the output (dates as `Date`), an `errorResponse(…)`, or any MSW response
 * @throws {TypeError} if Lightsail has no such operation
 * @example
 * server.use(operation('PutInstancePublicPorts', () => errorResponse('AccessDeniedException'), { once: true }))
 * @see https://mswjs.io/docs/concepts/request-handler
 */
export function operation<const Name extends OperationName>(
  name: Name,
  resolver: OperationResolver<Name>,
  { endpoint, ...options }: OperationHandlerOptions = {},
): RequestHandler {
  if (!isOperationName(name)) {
    throw new TypeError(`Failed to make a handler: ${JSON.stringify(name)} ${NO_SUCH_OPERATION}.`)
  }
  const origin = originOf(endpoint)
  return http.post(
    ({ request }) => request.headers.get('x-amz-target') === targetOf(name) && isForLightsail(request, origin),
    async ({ request }) => {
      const body = parseBody((await request.clone().text()) || '{}')
      if (body === undefined) return errorResponse('SerializationException', { message: '' })
      const result = await resolver({
        input: body.value as Input<Name>,
        region: regionOf(addressOf(request)),
        request,
      })
      return result === undefined || result instanceof Response ? result : outputResponse(result)
    },
    options,
  )
}

/**
 * Makes the reply that Lightsail gives for an error.
 *
 * @throws {TypeError} if the catalogue has no such error
 * @example
 * errorResponse('NotFoundException', { message: 'The Instance does not exist: web-9' })
 */
export function errorResponse(name: ErrorName, details: ErrorDetails = {}): Response {
  const { status, body } = errorReply(name, details, 'documented')
  return new HttpResponse(body, { status, headers: { 'Content-Type': AWS_JSON } })
}

function outputResponse(output: object): Response {
  return new HttpResponse(stringifyOutput(output), { headers: { 'Content-Type': AWS_JSON } })
}
