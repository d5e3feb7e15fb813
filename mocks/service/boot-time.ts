import type { BootTime } from '../operations/operation.ts'
import { ClockError, readDuration } from '../runtime/movable-clock.ts'

/** Milliseconds, or a text such as `20s`. */
type Duration = number | string

/** The time that an instance takes to boot: one duration, or the durations of its parts. */
export type GivenBootTime =
  | Duration
  | {
      /** From `pending` or `starting` to `running`, and from `stopping` to `stopped`. */
      readonly state?: Duration | undefined
      /** From `running` to a public IPv4 address. */
      readonly address?: Duration | undefined
      /** From `running` to ports that can be changed. */
      readonly ports?: Duration | undefined
    }

/**
 * Reads the setting `bootTime`.
 *
 * @throws {TypeError} for a duration that is invalid or negative
 */
export function readBootTime(given: GivenBootTime): BootTime {
  if (typeof given !== 'object' || given === null) return { state: readPart(given), address: 0, ports: 0 }
  const { state = 0, address = 0, ports = 0, ...unknown } = given
  if (Object.keys(unknown).length > 0) {
    throw new TypeError(
      `Failed to create the service: bootTime has no part ${Object.keys(unknown).join(', ')}. Use state, address and ports.`,
    )
  }
  return { state: readPart(state), address: readPart(address), ports: readPart(ports) }
}

function readPart(given: Duration): number {
  try {
    return readDuration(given)
  } catch (error) {
    if (!(error instanceof ClockError)) throw error
    throw new TypeError(
      `Failed to create the service: bootTime is ${JSON.stringify(given)}. Use milliseconds from 0, or a text such as 20s.`,
    )
  }
}
