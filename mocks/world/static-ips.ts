import { NamedStore } from './named-store.ts'
import type { NamedResource } from './resource.ts'

/** A static IPv4 address, and the instance that has it. */
export interface StaticIp extends NamedResource {
  readonly ipAddress: string
  /** The name of an instance of the same Region. */
  attachedTo: string | undefined
}

/** The static IPv4 addresses of an account. */
export class StaticIps extends NamedStore<StaticIp> {
  /** The address that an instance was given last. It may be detached or released since. */
  readonly #lastOf = new Map<string, StaticIp>()

  /** Attaches an address to an instance of the same Region. It takes the place of another one. */
  attach(staticIp: StaticIp, instanceName: string): void {
    const other = this.attachedTo(staticIp.region, instanceName)
    if (other !== undefined) other.attachedTo = undefined
    staticIp.attachedTo = instanceName
    this.#lastOf.set(`${staticIp.region} ${instanceName}`, staticIp)
  }

  /** Returns the address that an instance has. */
  attachedTo(region: string, instanceName: string): StaticIp | undefined {
    // Most accounts have none, and every listing of instances asks.
    const last = this.#lastOf.size === 0 ? undefined : this.#lastOf.get(`${region} ${instanceName}`)
    const hasIt = last?.attachedTo === instanceName && this.get(region, last.name) === last
    return hasIt ? last : undefined
  }
}

/**
 * The nth IPv4 address of the range for benchmarks (RFC 2544), which leads nowhere. It has 131,072; from there on they
 * begin again.
 */
export function ipv4Address(number: number): string {
  return `198.${18 + ((number >> 16) & 1)}.${(number >> 8) & 255}.${number & 255}`
}
