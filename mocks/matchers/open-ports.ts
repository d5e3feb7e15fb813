import type { InstancePortState } from '../world/port-state.ts'
import { describeRule } from '../world/port-state.ts'

const ANYWHERE = ['0.0.0.0/0', '::/0']
const NOTATION = /^(?:all|\d{1,5}(?:-\d{1,5})?\/(?:tcp|udp)|-?\d{1,3}:-?\d{1,3}\/icmp(?:v6)?)(?: from \S.*)?$/

/** An open port as people write it: `22/tcp`, `8000-8080/udp`, `8:-1/icmp`, `all`; with its addresses where not everybody's. */
export function showPort(state: InstancePortState): string {
  const { protocol, cidrs, ipv6Cidrs, cidrListAliases } = state
  const name = protocol === '-1' ? 'all' : describeRule({ ...state, protocol })
  const addresses = [...cidrs, ...ipv6Cidrs, ...cidrListAliases].toSorted()
  const isAnyones = addresses.every((address) => ANYWHERE.includes(address))
  return isAnyones ? name : `${name} from ${addresses.join(', ')}`
}

/**
 * Reads ports as people write them. `from …` is put into the order in which `showPort` has it.
 *
 * @throws {TypeError} for what is no port
 */
export function readPort(text: unknown): string {
  if (typeof text !== 'string' || !NOTATION.test(text)) {
    throw new TypeError(
      `Failed to compare ports: ${JSON.stringify(text)} is none. Use texts such as 22/tcp, 8000-8080/udp, 8:-1/icmp, all, or 22/tcp from 203.0.113.7/32.`,
    )
  }
  const [name = '', addresses] = text.split(' from ')
  if (addresses === undefined) return name
  return `${name} from ${addresses
    .split(',')
    .map((address) => address.trim())
    .toSorted()
    .join(', ')}`
}

/** What is open as it is compared: its addresses count where the test names any for that port. */
export function comparable(open: readonly string[], expected: readonly string[]): readonly string[] {
  const withAddresses = new Set(expected.filter((one) => one.includes(' from ')).map((one) => one.split(' from ')[0]))
  return open
    .map((one) => {
      const [name = ''] = one.split(' from ')
      return withAddresses.has(name) ? one : name
    })
    .toSorted()
}
