import { nearestTo } from '../definitions/nearest.ts'

/** A port that is open to everybody on a fresh instance. */
interface DefaultPort {
  readonly protocol: 'tcp' | 'udp'
  readonly fromPort: number
  readonly toPort: number
}

/** The parts of a blueprint that the simulation uses. */
export interface Blueprint {
  readonly name: string
  readonly username: string
  /** The firewall of a fresh instance. */
  readonly ports: readonly DefaultPort[]
}

const port = (protocol: DefaultPort['protocol'], number: number): DefaultPort => ({
  protocol,
  fromPort: number,
  toPort: number,
})
const tcp = (...numbers: number[]): readonly DefaultPort[] => numbers.map((number) => port('tcp', number))

/**
 * The default ports. Linux and WordPress have the order in which real instances read back; the others that of the page.
 *
 * @see https://docs.aws.amazon.com/lightsail/latest/userguide/understanding-firewall-and-port-mappings-in-amazon-lightsail.html
 */
const LINUX = tcp(80, 22)
const APPLICATION = tcp(80, 22, 443)
const WINDOWS = tcp(22, 80, 3389)
const DNS = [port('tcp', 53), port('udp', 53)]
const CPANEL = [...tcp(22), ...DNS, ...tcp(80, 443, 2078, 2083, 2087, 2089)]
const PLESK = [...tcp(22), ...DNS, ...tcp(80, 443, 8443, 8447)]

/** Blueprints of one kind: their ids with any version, and what they have in common. */
interface Family {
  readonly ids: RegExp
  /** An id of the family, for the message about an unknown one. */
  readonly example: string
  readonly username: string
  readonly ports: readonly DefaultPort[]
}

function family(example: string, ids: RegExp, username: string, ports: readonly DefaultPort[]): Family {
  return { ids, example, username, ports }
}

const FAMILIES: readonly Family[] = [
  family('ubuntu_24_04', /^ubuntu_\d\d_\d\d(?:_\d{1,2})?$/, 'ubuntu', LINUX),
  family('debian_12', /^debian_\d{1,2}(?:_\d{1,2})?$/, 'admin', LINUX),
  family('amazon_linux_2023', /^amazon_linux(?:_\d{1,4}){0,5}$/, 'ec2-user', LINUX),
  family('centos_stream_9', /^centos(?:_stream)?(?:_\d{1,4}){1,3}$/, 'centos', LINUX),
  family('almalinux_9', /^alma_?linux_\d{1,2}$/, 'ec2-user', LINUX),
  family('freebsd_14', /^freebsd(?:_\d{1,2}){1,2}$/, 'ec2-user', LINUX),
  family('opensuse_15_6', /^opensuse(?:_\d{1,2}){1,2}$/, 'ec2-user', LINUX),
  family('cpanel_whm_linux', /^cpanel(?:_whm)?(?:_[a-z]{1,16})?(?:_\d{1,4}){0,3}$/, 'centos', CPANEL),
  family('plesk_ubuntu', /^plesk(?:_[a-z]{1,16}){0,2}(?:_\d{1,4}){0,4}$/, 'ubuntu', PLESK),
  family('openclaw_ls_1_0', /^openclaw(?:_[a-z]{1,16})?(?:_\d{1,4}){0,3}$/, 'ubuntu', APPLICATION),
  family(
    'windows_server_2022',
    /^windows_server_\d{4}(?:_r2)?(?:_sql_\d{4}_[a-z]{1,16})?(?:_\d{1,4}){0,3}$/,
    'Administrator',
    WINDOWS,
  ),
  ...[
    'wordpress',
    'wordpress_multisite',
    'lamp_8_bitnami',
    'nodejs',
    'joomla',
    'magento',
    'mean',
    'drupal',
    'gitlab',
    'redmine',
    'nginx',
    'ghost_bitnami',
    'django',
    'prestashop',
  ].map((example) => {
    const [name = ''] = example.split(/_(?:\d|bitnami)/)
    return family(example, new RegExp(`^${name}(?:_\\d{1,4}){0,5}(?:_bitnami)?$`), 'bitnami', APPLICATION)
  }),
]

/** Tells whether a blueprint is known by its id, e.g. `ubuntu_24_04`, `wordpress`, `windows_server_2022`. */
export function isBlueprintId(id: string): boolean {
  return FAMILIES.some(({ ids }) => ids.test(id))
}

/** Tells whether two ids are of one family. */
export function isOfSameFamily(id: string, other: string): boolean {
  return FAMILIES.some(({ ids }) => ids.test(id) && ids.test(other))
}

/** The text that follows an unknown blueprint in an error message. */
export function noSuchBlueprint(id: string): string {
  const nearest = nearestTo(
    id,
    FAMILIES.map(({ example }) => example),
  )
  return `is not a known blueprint. The nearest is ${nearest}. AWS adds blueprints: with ports of its own an instance can have any`
}

/** Returns a blueprint by its id. One that is not known is like Linux. */
export function blueprintOf(id: string): Blueprint {
  const name = id
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
  const { username = 'ec2-user', ports = LINUX } = FAMILIES.find(({ ids }) => ids.test(id)) ?? {}
  return { name, username, ports }
}
