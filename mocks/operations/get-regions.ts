import { REGIONS, ZONES } from '../model/regions.ts'
import { boolean, structure } from '../model/shape.ts'
import { onAccount } from './operation.ts'

/** @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetRegions.html */
export const getRegions = onAccount({
  name: 'GetRegions',
  input: structure({ includeAvailabilityZones: boolean, includeRelationalDatabaseAvailabilityZones: boolean }),
  run(_context, { includeAvailabilityZones, includeRelationalDatabaseAvailabilityZones }) {
    return {
      regions: REGIONS.map(({ name, displayName, continentCode, description }) => {
        const zones = ZONES.map((letter) => ({ zoneName: name + letter, state: 'available' }))
        return {
          continentCode,
          description,
          displayName,
          name,
          availabilityZones: includeAvailabilityZones ? zones : [],
          relationalDatabaseAvailabilityZones: includeRelationalDatabaseAvailabilityZones ? zones : [],
        }
      }),
    }
  },
})
