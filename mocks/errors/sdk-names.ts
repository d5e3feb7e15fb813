/** An SDK that the names of errors were measured with, against this simulation. */
export interface MeasuredSdk {
  readonly id: SdkId
  readonly title: string
  /** The version that was measured. */
  readonly version: string
}

export type SdkId =
  | 'js'
  | 'js-before-may-2026'
  | 'js-v2'
  | 'go-v2'
  | 'go-v2-2022'
  | 'java-v2'
  | 'botocore'
  | 'botocore-2022'

/** The name of an error in an SDK, and whether the SDK has a class of its own for it. */
export interface SdkName {
  readonly name: string
  readonly hasClass: boolean
}

/** The SDKs whose names of errors are known: each was measured (evidence: experiment). */
export const MEASURED_SDKS: readonly MeasuredSdk[] = [
  { id: 'js', title: 'JS v3 today', version: '@aws-sdk/client-lightsail 3.1169.0' },
  { id: 'js-before-may-2026', title: 'JS v3 before May 2026', version: '@aws-sdk/client-lightsail 3.953.0' },
  { id: 'js-v2', title: 'JS v2', version: 'aws-sdk 2.1692.0' },
  { id: 'go-v2', title: 'Go v2 today', version: 'service/lightsail v1.71.1' },
  { id: 'go-v2-2022', title: 'Go v2 of 2022', version: 'service/lightsail v1.23.0' },
  { id: 'java-v2', title: 'Java v2', version: 'lightsail 2.31.50' },
  { id: 'botocore', title: 'botocore today', version: 'botocore 1.43.11' },
  { id: 'botocore-2022', title: 'botocore of 2022', version: 'botocore 1.27.96' },
]

/** SDKs that take the member `code` before `__type`. @see https://github.com/aws/aws-sdk/issues/665 */
const BY_CODE: readonly SdkId[] = ['js-before-may-2026', 'go-v2-2022']
/** SDKs that are older than RegionSetupInProgressException, or whose version that was measured does not have it. */
const WITHOUT_REGION_SETUP: readonly SdkId[] = ['go-v2-2022', 'java-v2', 'botocore-2022']

/** Returns the names of an error in the measured SDKs. */
export function sdkNamesOf(
  name: string,
  code: string | undefined,
  isDocumented: boolean,
): Readonly<Record<SdkId, SdkName>> {
  const names = MEASURED_SDKS.map(({ id }): [SdkId, SdkName] => {
    const isRenamed = code !== undefined && BY_CODE.includes(id)
    const isUnknown = name === 'RegionSetupInProgressException' && WITHOUT_REGION_SETUP.includes(id)
    // SDK v2 has one class for all errors.
    const hasClass = isDocumented && !isRenamed && !isUnknown && id !== 'js-v2'
    return [id, { name: isRenamed ? code : name, hasClass }]
  })
  return Object.fromEntries(names) as Record<SdkId, SdkName>
}
