/** A Region as GetRegions lists it. */
export interface RegionInfo {
  readonly name: string
  readonly displayName: string
  readonly continentCode: string
  readonly description: string
}

const region = (name: string, displayName: string, continentCode: string, served: string): RegionInfo => ({
  name,
  displayName,
  continentCode,
  description: `This region is recommended to serve users in ${served}`,
})

/**
 * The Regions that have Lightsail: the members of the model's RegionName, in its order (a test compares them). Only
 * the descriptions of the first and of us-west-2 are AWS's own; the others are written after them.
 */
export const REGIONS: readonly RegionInfo[] = [
  region('us-east-1', 'Virginia', 'NA', 'the eastern United States'),
  region('us-east-2', 'Ohio', 'NA', 'the eastern United States'),
  region('us-west-1', 'California', 'NA', 'the western United States'),
  region('us-west-2', 'Oregon', 'NA', 'the northwestern United States, Alaska, and western Canada'),
  region('eu-west-1', 'Ireland', 'EU', 'Ireland and western Europe'),
  region('eu-west-2', 'London', 'EU', 'the United Kingdom'),
  region('eu-west-3', 'Paris', 'EU', 'France'),
  region('eu-central-1', 'Frankfurt', 'EU', 'central Europe'),
  region('eu-north-1', 'Stockholm', 'EU', 'northern Europe'),
  region('eu-south-2', 'Spain', 'EU', 'southern Europe'),
  region('ca-central-1', 'Montreal', 'NA', 'Canada'),
  region('ap-east-1', 'Hong Kong', 'AS', 'Hong Kong'),
  region('ap-south-1', 'Mumbai', 'AS', 'India'),
  region('ap-southeast-1', 'Singapore', 'AS', 'southeast Asia'),
  region('ap-southeast-2', 'Sydney', 'OC', 'Australia and New Zealand'),
  region('ap-northeast-1', 'Tokyo', 'AS', 'Japan'),
  region('ap-northeast-2', 'Seoul', 'AS', 'Korea'),
  region('ap-southeast-3', 'Jakarta', 'AS', 'Indonesia'),
  region('ap-southeast-5', 'Malaysia', 'AS', 'Malaysia'),
  region('sa-east-1', 'Sao Paulo', 'SA', 'South America'),
]

/** The letters of a Region's Availability Zones. */
export const ZONES = ['a', 'b', 'c'] as const

/** Tells whether Lightsail has a Region of that name. Regions of the partitions of China and GovCloud are accepted, too. */
export function isRegionName(text: string): boolean {
  return REGIONS.some(({ name }) => name === text) || /^(?:cn|us-gov)-[a-z]+-\d$/.test(text)
}

/** The text that follows an unknown Region in an error message. */
export const NO_SUCH_REGION: string = `is not a Region with Lightsail. Use one of ${REGIONS.map(({ name }) => name).join(', ')}`
