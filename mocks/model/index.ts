export { changesPorts, isReadOperation, PORT_OPERATIONS, type PortOperation } from './port-operations.ts'
export { isRegionName } from './regions.ts'
