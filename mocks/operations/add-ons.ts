import type { Complain } from '../definitions/definition.ts'
import { type Read, structure, text } from '../model/shape.ts'
import { oneOf } from '../model/shapes.ts'
import type { AddOn } from '../world/instance.ts'

/** Model: AddOnType. */
export const addOnType = oneOf(['AutoSnapshot', 'StopInstanceOnIdle'])

/** Model: AddOnRequest. */
export const addOnRequest = structure(
  {
    addOnType,
    autoSnapshotAddOnRequest: structure({
      snapshotTimeOfDay: {
        type: 'string',
        pattern: {
          isMet: (time: string) => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time),
          problem: () => 'a time of day such as 06:00 is required',
        },
      },
    }),
    stopInstanceOnIdleRequest: structure({ threshold: text, duration: text }),
  },
  ['addOnType'],
)

/** Reads the add-ons of a request. */
export function readAddOns(
  given: readonly Read<typeof addOnRequest>[] | undefined,
  complain: Complain,
): readonly AddOn[] {
  const names = new Set<string>()
  return (given ?? []).map(({ addOnType: type = '', autoSnapshotAddOnRequest, stopInstanceOnIdleRequest }, index) => {
    if (names.has(type)) complain(`addOns[${index}].addOnType`, `${type} stands in the list twice`)
    names.add(type)
    if (type === 'AutoSnapshot') {
      return {
        name: type,
        status: 'Enabled',
        snapshotTimeOfDay: autoSnapshotAddOnRequest?.snapshotTimeOfDay ?? '06:00',
      }
    }
    const { threshold, duration } = stopInstanceOnIdleRequest ?? {}
    return {
      name: type,
      status: 'Enabled',
      ...(threshold !== undefined && { threshold }),
      ...(duration !== undefined && { duration }),
    }
  })
}
