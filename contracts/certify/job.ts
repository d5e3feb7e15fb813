import type { PortInfo } from '../../mocks/server/index.ts'

/** The job of every consumer. It has two rules, so that a consumer that puts them one by one is found out. */
export const JOB: { readonly instanceName: string; readonly portInfos: readonly PortInfo[] } = {
  instanceName: 'web-1',
  portInfos: [
    { protocol: 'tcp', fromPort: 80, toPort: 80 },
    { protocol: 'tcp', fromPort: 443, toPort: 443 },
  ],
}

/** The job in a line. */
export const JOB_TITLE = 'make the ports 80/tcp and 443/tcp open on the instance web-1'

const CHANGES = ['PutInstancePublicPorts', 'OpenInstancePublicPorts', 'CloseInstancePublicPorts']

/** Tells whether an operation changes ports. */
export function isChange(operation: string | undefined): boolean {
  return operation !== undefined && CHANGES.includes(operation)
}

/** Tells whether an operation only reads. */
export function isRead(operation: string | undefined): boolean {
  return operation?.startsWith('Get') === true
}
