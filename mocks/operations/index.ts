import { allocateStaticIp } from './allocate-static-ip.ts'
import { attachStaticIp } from './attach-static-ip.ts'
import { closeInstancePublicPorts } from './close-instance-public-ports.ts'
import { createInstanceSnapshot } from './create-instance-snapshot.ts'
import { createInstances } from './create-instances.ts'
import { createInstancesFromSnapshot } from './create-instances-from-snapshot.ts'
import { createKeyPair } from './create-key-pair.ts'
import { deleteInstance } from './delete-instance.ts'
import { deleteInstanceSnapshot } from './delete-instance-snapshot.ts'
import { deleteKeyPair } from './delete-key-pair.ts'
import { detachStaticIp } from './detach-static-ip.ts'
import { disableAddOn } from './disable-add-on.ts'
import { downloadDefaultKeyPair } from './download-default-key-pair.ts'
import { enableAddOn } from './enable-add-on.ts'
import { getActiveNames } from './get-active-names.ts'
import { getBlueprints } from './get-blueprints.ts'
import { getBuckets } from './get-buckets.ts'
import { getBundles } from './get-bundles.ts'
import { getDisks } from './get-disks.ts'
import { getDomains } from './get-domains.ts'
import { getInstance } from './get-instance.ts'
import { getInstanceAccessDetails } from './get-instance-access-details.ts'
import { getInstanceMetricData } from './get-instance-metric-data.ts'
import { getInstancePortStates } from './get-instance-port-states.ts'
import { getInstanceSnapshot } from './get-instance-snapshot.ts'
import { getInstanceSnapshots } from './get-instance-snapshots.ts'
import { getInstanceState } from './get-instance-state.ts'
import { getInstances } from './get-instances.ts'
import { getKeyPair } from './get-key-pair.ts'
import { getKeyPairs } from './get-key-pairs.ts'
import { getLoadBalancers } from './get-load-balancers.ts'
import { getOperation } from './get-operation.ts'
import { getOperations } from './get-operations.ts'
import { getOperationsForResource } from './get-operations-for-resource.ts'
import { getRegions } from './get-regions.ts'
import { getRelationalDatabases } from './get-relational-databases.ts'
import { getStaticIp } from './get-static-ip.ts'
import { getStaticIps } from './get-static-ips.ts'
import { importKeyPair } from './import-key-pair.ts'
import { openInstancePublicPorts } from './open-instance-public-ports.ts'
import type { AnyOperation } from './operation.ts'
import { peerVpc } from './peer-vpc.ts'
import { putInstancePublicPorts } from './put-instance-public-ports.ts'
import { rebootInstance } from './reboot-instance.ts'
import { releaseStaticIp } from './release-static-ip.ts'
import { setIpAddressType } from './set-ip-address-type.ts'
import { startInstance } from './start-instance.ts'
import { stopInstance } from './stop-instance.ts'
import { tagResource } from './tag-resource.ts'
import { untagResource } from './untag-resource.ts'

/** Every operation that is simulated, by name. A Map: a request may well ask for `constructor`. */
export const OPERATIONS: ReadonlyMap<string, AnyOperation> = new Map(
  [
    putInstancePublicPorts,
    openInstancePublicPorts,
    closeInstancePublicPorts,
    getInstancePortStates,
    getInstance,
    getInstances,
    getInstanceState,
    getOperation,
    getOperations,
    getOperationsForResource,
    getRegions,
    createInstances,
    deleteInstance,
    enableAddOn,
    disableAddOn,
    startInstance,
    stopInstance,
    rebootInstance,
    setIpAddressType,
    getInstanceAccessDetails,
    getInstanceMetricData,
    getBundles,
    getBlueprints,
    allocateStaticIp,
    releaseStaticIp,
    attachStaticIp,
    detachStaticIp,
    getStaticIp,
    getStaticIps,
    createKeyPair,
    importKeyPair,
    deleteKeyPair,
    downloadDefaultKeyPair,
    getKeyPair,
    getKeyPairs,
    tagResource,
    untagResource,
    getActiveNames,
    peerVpc,
    createInstanceSnapshot,
    deleteInstanceSnapshot,
    createInstancesFromSnapshot,
    getInstanceSnapshot,
    getInstanceSnapshots,
    getDisks,
    getDomains,
    getLoadBalancers,
    getRelationalDatabases,
    getBuckets,
  ].map((operation) => [operation.name, operation]),
)
