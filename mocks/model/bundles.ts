/** A bundle (instance plan) as GetBundles lists it. The members and their order are the service's. */
export interface Bundle {
  /** US dollars a month. */
  readonly price: number
  readonly cpuCount: number
  readonly diskSizeInGb: number
  readonly bundleId: string
  readonly instanceType: string
  readonly isActive: boolean
  readonly name: string
  readonly power: number
  readonly ramSizeInGb: number
  readonly transferPerMonthInGb: number
  readonly supportedPlatforms: readonly ('LINUX_UNIX' | 'WINDOWS')[]
  readonly supportedAppCategories: readonly string[]
  /** 0 for an IPv6-only bundle. */
  readonly publicIpv4AddressCount: number
}

/** The sizes, from the smallest to the largest: the hardware is the same for all bundles of a size. */
const SIZES = [
  { type: 'nano', cpus: 2, ram: 0.5, disk: 20, transfer: 1024, power: 298 },
  { type: 'micro', cpus: 2, ram: 1, disk: 40, transfer: 2048, power: 500 },
  { type: 'small', cpus: 2, ram: 2, disk: 60, transfer: 3072, power: 1000 },
  { type: 'medium', cpus: 2, ram: 4, disk: 80, transfer: 4096, power: 2000 },
  { type: 'large', cpus: 2, ram: 8, disk: 160, transfer: 5120, power: 3000 },
  { type: 'xlarge', cpus: 4, ram: 16, disk: 320, transfer: 6144, power: 4000 },
  { type: '2xlarge', cpus: 8, ram: 32, disk: 640, transfer: 7168, power: 5000 },
  { type: '4xlarge', cpus: 16, ram: 64, disk: 1280, transfer: 8192, power: 6000 },
] as const

/** A family of bundles: one bundle of each size that has a price. */
interface Family {
  /** Stands in the bundle's id behind the size. */
  readonly infix: string
  readonly platform: 'LINUX_UNIX' | 'WINDOWS'
  readonly ipv4: 0 | 1
  readonly isActive: boolean
  readonly prices: readonly number[]
}

/**
 * Prices of 2026-11. Those of `nano_3_0`, `micro_3_0` and `small_3_0` are compared with the AWS CLI's example of
 * GetBundles in a test; the others are those of Lightsail's price list and of public programs.
 */
const FAMILIES: readonly Family[] = [
  {
    infix: '_3_0',
    platform: 'LINUX_UNIX',
    ipv4: 1,
    isActive: true,
    prices: [5, 7, 12, 24, 44, 84, 164, 384],
  },
  {
    infix: '_win_3_0',
    platform: 'WINDOWS',
    ipv4: 1,
    isActive: true,
    prices: [9.5, 14, 22, 44, 74, 124, 244, 574],
  },
  {
    infix: '_ipv6_3_0',
    platform: 'LINUX_UNIX',
    ipv4: 0,
    isActive: true,
    prices: [3.5, 5, 10, 20, 40, 80, 160, 380],
  },
  {
    infix: '_win_ipv6_3_0',
    platform: 'WINDOWS',
    ipv4: 0,
    isActive: true,
    prices: [8, 12, 20, 40, 70, 120, 240, 570],
  },
  { infix: '_2_0', platform: 'LINUX_UNIX', ipv4: 1, isActive: false, prices: [3.5, 5, 10, 20, 40, 80, 160] },
  { infix: '_win_2_0', platform: 'WINDOWS', ipv4: 1, isActive: false, prices: [8, 12, 20, 40, 70, 120, 240] },
  // Of 2016 and 2017. Their hardware was smaller; an instance of one has today's here.
  { infix: '_1_0', platform: 'LINUX_UNIX', ipv4: 1, isActive: false, prices: [5, 10, 20, 40, 80] },
  { infix: '_win_1_0', platform: 'WINDOWS', ipv4: 1, isActive: false, prices: [10, 17, 30, 55, 100] },
]

/** Every bundle, active or not. */
export const BUNDLES: readonly Bundle[] = FAMILIES.flatMap(({ infix, platform, ipv4, isActive, prices }) =>
  SIZES.slice(0, prices.length).map(({ type, cpus, ram, disk, transfer, power }, index) => ({
    price: prices[index] ?? 0,
    cpuCount: cpus,
    // A Windows image is larger than the smallest disk.
    diskSizeInGb: platform === 'WINDOWS' ? Math.max(30, disk) : disk,
    bundleId: type + infix,
    instanceType: type,
    isActive,
    name: type.charAt(0).toUpperCase() + type.slice(1),
    power,
    ramSizeInGb: ram,
    transferPerMonthInGb: transfer,
    supportedPlatforms: [platform],
    supportedAppCategories: [],
    publicIpv4AddressCount: ipv4,
  })),
)

const BY_ID = new Map(BUNDLES.map((bundle) => [bundle.bundleId, bundle]))

/** Finds a bundle. The last number of an id differs by Region (`nano_3_2` in Sydney) and is not looked at. */
export function bundleOf(id: string): Bundle | undefined {
  return BY_ID.get(id.replace(/_\d$/, '_0'))
}

/** The hardware of an instance. An unknown bundle of an arranged instance has that of the smallest one. */
export function hardwareOf(id: string): Bundle {
  return bundleOf(id) ?? (BUNDLES[0] as Bundle)
}
