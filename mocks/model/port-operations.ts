/** The operations that change the ports of an instance. */
export const PORT_OPERATIONS = [
  'PutInstancePublicPorts',
  'OpenInstancePublicPorts',
  'CloseInstancePublicPorts',
] as const

/** The name of an operation that changes ports. */
export type PortOperation = (typeof PORT_OPERATIONS)[number]

/** Tells whether an operation changes ports. */
export function changesPorts(operation: string | undefined): operation is PortOperation {
  return operation !== undefined && (PORT_OPERATIONS as readonly string[]).includes(operation)
}

/** Tells whether an operation only reads, by its name. */
export function isReadOperation(operation: string | undefined): boolean {
  return operation?.startsWith('Get') === true
}
