import * as v from 'valibot'
import { isRegionName, NO_SUCH_REGION } from '../model/regions.ts'

/** The schema of the name of a Region. */
export const regionName: v.GenericSchema<unknown, string> = v.pipe(v.string(), v.check(isRegionName, NO_SUCH_REGION))
