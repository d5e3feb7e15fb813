import { isOfSameFamily } from './blueprints.ts'

/** A blueprint (image) as GetBlueprints lists it. The members and their order are the service's. */
export interface BlueprintInfo {
  readonly blueprintId: string
  readonly name: string
  readonly group: string
  readonly type: 'os' | 'app'
  readonly description: string
  readonly isActive: boolean
  readonly minPower: number
  readonly version: string
  readonly versionCode: string
  readonly productUrl: string
  readonly licenseUrl: string
  readonly platform: 'LINUX_UNIX' | 'WINDOWS'
}

type Row = readonly [id: string, name: string, group: string, version: string]

/**
 * The blueprints of 2026-11: ids, names and groups from the AWS CLI's example of GetBlueprints, the user guide and the
 * constants of public CDK libraries. Versions change every few weeks and are examples.
 */
const LINUX: readonly Row[] = [
  ['amazon_linux_2023', 'Amazon Linux 2023', 'amazon_linux_2023', '2023.9.20250929.0'],
  ['amazon_linux_2', 'Amazon Linux 2', 'amazon_linux_2', '2.0.20250929.2'],
  ['ubuntu_24_04', 'Ubuntu', 'ubuntu_24', '24.04 LTS'],
  ['ubuntu_22_04', 'Ubuntu', 'ubuntu_22', '22.04 LTS'],
  ['debian_12', 'Debian', 'debian_12', '12.12'],
  ['debian_11', 'Debian', 'debian_11', '11.11'],
  ['freebsd_14', 'FreeBSD', 'freebsd_14', '14.3'],
  ['freebsd_13', 'FreeBSD', 'freebsd_13', '13.5'],
  ['opensuse_15', 'openSUSE', 'opensuse_15', '15.6'],
  ['alma_linux_9', 'AlmaLinux', 'alma_linux_9', '9.6'],
  ['centos_stream_9', 'CentOS Stream 9', 'centos_stream_9', '9'],
]
const INACTIVE_LINUX: readonly Row[] = [
  ['amazon_linux_2018_03_0_2', 'Amazon Linux', 'amazon-linux', '2018.03.0.20230404'],
  ['amazon_linux', 'Amazon Linux', 'amazon-linux', '2018.03.0'],
  ['ubuntu_20_04', 'Ubuntu', 'ubuntu_20', '20.04 LTS'],
  ['ubuntu_18_04', 'Ubuntu', 'ubuntu_18', '18.04 LTS'],
  ['ubuntu_16_04_2', 'Ubuntu', 'ubuntu', '16.04 LTS'],
  ['debian_10', 'Debian', 'debian_10', '10.13'],
  ['freebsd_12', 'FreeBSD', 'freebsd_12', '12.4'],
  ['centos_8', 'CentOS', 'centos_8', '8'],
  ['centos_7_2009_01', 'CentOS', 'centos', '7'],
  ['centos_7_1901_01', 'CentOS', 'centos', '7'],
]
const APPLICATIONS: readonly Row[] = [
  ['wordpress', 'WordPress', 'wordpress', '6.5.3-0'],
  ['wordpress_multisite', 'WordPress Multisite', 'wordpress_multisite', '6.5.3-0'],
  ['lamp_8_bitnami', 'LAMP (PHP 8)', 'lamp_8', '8.2.18-4'],
  ['nodejs', 'Node.js', 'node', '18.20.2-0'],
  ['joomla', 'Joomla', 'joomla', '5.1.0'],
  ['magento', 'Magento', 'magento', '2.4.7'],
  ['mean', 'MEAN', 'mean', '6.0.15'],
  ['drupal', 'Drupal', 'drupal', '10.2.6'],
  ['gitlab', 'GitLab CE', 'gitlab', '16.11.2'],
  ['redmine', 'Redmine', 'redmine', '5.1.2'],
  ['nginx', 'Nginx', 'nginx', '1.26.0'],
  ['ghost_bitnami', 'Ghost', 'ghost', '5.82.6'],
  ['django_bitnami', 'Django', 'django', '5.0.6'],
  ['prestashop_bitnami', 'PrestaShop', 'prestashop', '8.1.6'],
  ['plesk_ubuntu', 'Plesk Hosting Stack on Ubuntu', 'plesk_ubuntu', '18.0.60'],
  ['plesk_ubuntu_byol', 'Plesk Hosting Stack on Ubuntu (BYOL)', 'plesk_ubuntu', '18.0.60'],
  ['cpanel_whm_almalinux', 'cPanel & WHM for AlmaLinux', 'cpanel_whm_almalinux', '118'],
  ['openclaw_ls_1_0', 'OpenClaw', 'openclaw', '1.0'],
]
const INACTIVE_APPLICATIONS: readonly Row[] = [
  ['cpanel_whm_linux', 'cPanel & WHM for Linux', 'cpanel_whm_linux', '102'],
  ['lamp_7', 'LAMP (PHP 7)', 'lamp_7', '7.4.33'],
  ['lamp_5', 'LAMP (PHP 5)', 'lamp_5', '5.6.40'],
  ['ghost', 'Ghost', 'ghost', '3.42.5'],
  ['django', 'Django', 'django', '3.1.7'],
]
const WINDOWS: readonly Row[] = [
  ['windows_server_2022', 'Windows Server 2022', 'windows_2022', '2022.10.15'],
  ['windows_server_2019', 'Windows Server 2019', 'windows_2019', '2022.10.15'],
  ['windows_server_2016', 'Windows Server 2016', 'windows_2016', '2022.10.15'],
]
const SQL_SERVERS: readonly Row[] = [
  ['windows_server_2022_sql_2022_express', 'SQL Server 2022 Express', 'windows_2022_sql_2022_express', '2022.10.15'],
  ['windows_server_2022_sql_2019_express', 'SQL Server 2019 Express', 'windows_2022_sql_2019_express', '2022.10.15'],
  ['windows_server_2016_sql_2016_express', 'SQL Server 2016 Express', 'windows_2016_sql_2016_express', '2022.10.15'],
]

function blueprints(
  rows: readonly Row[],
  type: BlueprintInfo['type'],
  platform: BlueprintInfo['platform'],
  isActive = true,
): BlueprintInfo[] {
  const url = 'https://aws.amazon.com/marketplace/pp'
  return rows.map(([blueprintId, name, group, version]) => ({
    blueprintId,
    name,
    group,
    type,
    description: `${name} ${version}`,
    isActive,
    minPower: 0,
    version,
    versionCode: '1',
    productUrl: `${url}/${blueprintId}`,
    licenseUrl: `${url}/${blueprintId}#pdp-usage`,
    platform,
  }))
}

/** Every blueprint, active or not: applications first, as in the AWS CLI's example. */
export const BLUEPRINTS: readonly BlueprintInfo[] = [
  ...blueprints(APPLICATIONS, 'app', 'LINUX_UNIX'),
  ...blueprints(INACTIVE_APPLICATIONS, 'app', 'LINUX_UNIX', false),
  ...blueprints(SQL_SERVERS, 'app', 'WINDOWS'),
  ...blueprints(WINDOWS, 'os', 'WINDOWS'),
  ...blueprints(LINUX, 'os', 'LINUX_UNIX'),
  ...blueprints(INACTIVE_LINUX, 'os', 'LINUX_UNIX', false),
]

const BY_ID = new Map(BLUEPRINTS.map((blueprint) => [blueprint.blueprintId, blueprint]))

/**
 * Finds a blueprint. The table cannot have every version that AWS has retired and that programs still name: an older
 * version of a family is like the member of the table whose id is the most alike.
 */
export function blueprintInfo(id: string): BlueprintInfo | undefined {
  const listed = BY_ID.get(id)
  if (listed !== undefined) return listed
  const [first, ...others] = BLUEPRINTS.filter((one) => isOfSameFamily(one.blueprintId, id))
  if (first === undefined || ![first, ...others].some((one) => isOlder(id, one))) return undefined
  const alike = others.reduce((best, one) => (sharedLength(one, id) > sharedLength(best, id) ? one : best), first)
  return { ...alike, blueprintId: id, isActive: false }
}

/** Tells whether the version in an id is not newer than a blueprint of the table. */
function isOlder(id: string, { blueprintId, version }: BlueprintInfo): boolean {
  const own = numbersIn(id)
  const inId = numbersIn(blueprintId)
  const other = inId.length > 0 ? inId : numbersIn(version)
  const at = own.findIndex((number, index) => number !== other[index])
  return at === -1 || (own[at] ?? 0) < (other[at] ?? 0) || (at > 0 && other[at] === undefined)
}

function numbersIn(text: string): readonly number[] {
  return (text.match(/\d+/g) ?? []).map(Number)
}

/** The length of the beginning that two ids share. */
function sharedLength({ blueprintId }: BlueprintInfo, id: string): number {
  let length = 0
  while (length < id.length && blueprintId[length] === id[length]) length++
  return length
}
