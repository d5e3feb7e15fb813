import { clipped } from '../errors/index.ts'
import { isResourceName, type NamePattern } from './resource-name.ts'
import { integer, list, structure, text } from './shape.ts'

/** Model: ResourceName, but for its pattern (rule name-pattern). The text is AWS's own. */
export const resourceName = {
  type: 'string',
  pattern: {
    isMet: (name: string, rules: { readonly 'name-pattern': NamePattern }) =>
      isResourceName(name, rules['name-pattern']),
    problem: (name: string) =>
      `${clipped(name)} is not a valid resource name. Resource names must be at least 2 characters long and contain only alphanumerics, -, _, and .`,
  },
} as const

/** Model: NonEmptyString. */
export const nonEmptyString = {
  type: 'string',
  pattern: { isMet: (value: string) => /\S/.test(value), problem: () => 'a text that is not blank is required' },
} as const

/** Model: PortInfo. */
export const portInfo = structure({
  fromPort: integer,
  toPort: integer,
  protocol: text,
  cidrs: list(text),
  ipv6Cidrs: list(text),
  cidrListAliases: list(text),
})

/** An input that names an instance and no more. */
export const instanceOnly = structure({ instanceName: resourceName }, ['instanceName'])
