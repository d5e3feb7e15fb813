import type { Delivery } from '../faults/fault-plan.ts'

/** A request as it came over the wire, whatever door it came through. */
export interface WireRequest {
  readonly method: string
  /** Path and query, as in the request line. */
  readonly path: string
  /** By lower-case name. A header that came twice is one, joined with a comma. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string | Uint8Array
  /** The address that it comes from, where it comes over a network. */
  readonly sourceIp?: string | undefined
}

/** The reply that goes over the wire. `Content-Length` is the door's to add. */
export interface WireResponse {
  readonly status: number
  /** A record of its own, which the door may add to. */
  readonly headers: Record<string, string | number>
  readonly body: string
  /** The body if it is not a text: these bytes are sent instead of `body`. */
  readonly bytes?: Uint8Array | undefined
  /** What happens to the reply on its way. */
  readonly delivery?: Delivery
}
