import { closeInstancePublicPorts } from './close-instance-public-ports.ts'
import { getInstance } from './get-instance.ts'
import { getInstancePortStates } from './get-instance-port-states.ts'
import { getInstanceState } from './get-instance-state.ts'
import { getInstances } from './get-instances.ts'
import { getOperation } from './get-operation.ts'
import { getOperations } from './get-operations.ts'
import { getOperationsForResource } from './get-operations-for-resource.ts'
import { getRegions } from './get-regions.ts'
import { openInstancePublicPorts } from './open-instance-public-ports.ts'
import type { AnyOperation } from './operation.ts'
import { putInstancePublicPorts } from './put-instance-public-ports.ts'

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
  ].map((operation) => [operation.name, operation]),
)
