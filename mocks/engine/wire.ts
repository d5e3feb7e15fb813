import type { Delivery } from '../faults/fault-plan.ts'

/** A request of the wire, the same for every door. */
export interface WireRequest {
  readonly method: string
  /** Path and query, as in the request line. */
  readonly path: string
  /** By lower-case name. A header that came twice is one, joined with a comma. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string | Uint8Array
  /** The address that it comes from, if it came over a network. */
  readonly sourceIp?: string | undefined
}

/** A reply of the wire. The door adds `Content-Length`. */
export interface WireResponse {
  readonly status: number
  /** The door may add headers to this record. */
  readonly headers: Record<string, string | number>
  readonly body: string
  /** The body if it is not a text: these bytes are sent instead of `body`. */
  readonly bytes?: Uint8Array | undefined
  /** The way in which a fault disturbs the delivery. */
  readonly delivery?: Delivery
}
