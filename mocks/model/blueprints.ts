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

const tcp = (port: number): DefaultPort => ({ protocol: 'tcp', fromPort: port, toPort: port })

/** https://docs.aws.amazon.com/lightsail/latest/userguide/understanding-firewall-and-port-mappings-in-amazon-lightsail.html */
const LINUX = [tcp(22), tcp(80)]
/** In the order in which a real WordPress instance and the AWS CLI's example read back. */
const APPLICATION = [tcp(80), tcp(22), tcp(443)]
const WINDOWS = [tcp(22), tcp(80), tcp(3389)]

const APPLICATIONS =
  /^(?:wordpress|lamp|nodejs|joomla|magento|mean|drupal|gitlab|redmine|nginx|ghost|django|plesk|prestashop|cpanel)(?:_|$)/
const USERNAMES: readonly [RegExp, string][] = [
  [/^ubuntu/, 'ubuntu'],
  [/^debian/, 'admin'],
  [/^centos/, 'centos'],
]

/**
 * A blueprint by its id, e.g. `ubuntu_24_04`, `wordpress`, `windows_server_2022`. New blueprints appear all the time,
 * so an id that is not known is a Linux one.
 */
export function blueprintOf(id: string): Blueprint {
  const name = id
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
  if (/windows|sql/.test(id)) return { name, username: 'Administrator', ports: WINDOWS }
  if (APPLICATIONS.test(id)) return { name, username: 'bitnami', ports: APPLICATION }
  return { name, username: USERNAMES.find(([pattern]) => pattern.test(id))?.[1] ?? 'ec2-user', ports: LINUX }
}
