/** The condition keys that a request has a value for, or may have. Names of keys are the same in any case. */
const KEYS: readonly string[] = [
  'aws:CurrentTime',
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:RequestedRegion',
  'aws:SecureTransport',
  'aws:SourceIp',
  'aws:username',
]
/** Families of keys: the name of a tag stands behind the slash. */
const TAG_KEYS: readonly string[] = ['aws:PrincipalTag/', 'aws:ResourceTag/']

const LOWER_KEYS = new Set(KEYS.map((key) => key.toLowerCase()))
const LOWER_TAG_KEYS = TAG_KEYS.map((prefix) => prefix.toLowerCase())

/** Whether a key is one that is evaluated. */
export function isConditionKey(name: string): boolean {
  const lower = name.toLowerCase()
  if (LOWER_KEYS.has(lower)) return true
  // A variable or a wildcard has no meaning in the name of a key.
  if (/[*?]|\$\{/.test(lower)) return false
  return LOWER_TAG_KEYS.some((prefix) => lower.startsWith(prefix) && lower.length > prefix.length)
}

/** What to say about a key that is not evaluated, behind its name. */
export const NO_SUCH_KEY: string = `is no condition key that is evaluated here. Use ${[...KEYS, ...TAG_KEYS.map((prefix) => `${prefix}KEY`)].join(', ')}`

/** The value that a request has for a key, in any case, or `undefined` where it has none. */
export type KeyValues = (key: string) => string | undefined
