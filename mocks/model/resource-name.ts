/** The service accepts names such as `web-1` and `www.example.com` (user guide); its model is stricter. */
const PATTERNS = {
  guide: /^[A-Za-z0-9][\w.-]{0,253}[A-Za-z0-9]$/,
  model: /^\w[\w-]*\w$/,
} as const

/** The source of the pattern for names of resources: the rule `name-pattern`. */
export type NamePattern = keyof typeof PATTERNS

/** Tells whether a text can be the name of a resource. */
export function isResourceName(text: string, pattern: NamePattern): boolean {
  return PATTERNS[pattern].test(text)
}
