/** The condition keys that a request may have a value for. Names of keys are compared without their case. */
const KEYS: readonly string[] = [
  'aws:CurrentTime',
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:RequestedRegion',
  'aws:SecureTransport',
  'aws:SourceIp',
  'aws:TagKeys',
  'aws:username',
]
/** Families of keys: the name of a tag follows the slash. */
const TAG_KEYS: readonly string[] = ['aws:PrincipalTag/', 'aws:RequestTag/', 'aws:ResourceTag/']

const LOWER_KEYS = new Set(KEYS.map((key) => key.toLowerCase()))
const LOWER_TAG_KEYS = TAG_KEYS.map((prefix) => prefix.toLowerCase())

/** Tells whether a key is evaluated. */
export function isConditionKey(name: string): boolean {
  const lower = name.toLowerCase()
  if (LOWER_KEYS.has(lower)) return true
  // Variables and wildcards are not allowed in the name of a key.
  if (/[*?]|\$\{/.test(lower)) return false
  return LOWER_TAG_KEYS.some((prefix) => lower.startsWith(prefix) && lower.length > prefix.length)
}

/** The text that follows an unknown key in an error message. */
export const NO_SUCH_KEY: string = `is not a condition key that is evaluated here. Use ${[...KEYS, ...TAG_KEYS.map((prefix) => `${prefix}KEY`)].join(', ')}`

/**
 * Returns the value that a request has for a key, or `undefined`. The case of the key does not matter. `aws:TagKeys`
 * has a list of values.
 */
export type KeyValues = (key: string) => string | readonly string[] | undefined
