import type { NamedResource } from './resource.ts'

/** A static IPv4 address, and the instance that has it. */
export interface StaticIp extends NamedResource {
  readonly ipAddress: string
  /** The name of an instance of the same Region. */
  attachedTo: string | undefined
}

/**
 * The nth IPv4 address of the range for benchmarks (RFC 2544), which leads nowhere. It has 131,072; from there on they
 * begin again.
 */
export function ipv4Address(number: number): string {
  return `198.${18 + ((number >> 16) & 1)}.${(number >> 8) & 255}.${number & 255}`
}
