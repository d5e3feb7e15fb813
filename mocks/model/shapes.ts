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

/** A text that is one of a few. */
export function oneOf(values: readonly string[]): {
  readonly type: 'string'
  readonly pattern: {
    readonly values: readonly string[]
    readonly isMet: (text: string) => boolean
    readonly problem: (text: string) => string
  }
} {
  return {
    type: 'string',
    pattern: {
      values,
      isMet: (value) => values.includes(value),
      problem: (value) => `${JSON.stringify(clipped(value, 64))} is not one of ${values.join(', ')}`,
    },
  }
}

/** Model: IpAddressType. */
export const ipAddressType = oneOf(['dualstack', 'ipv4', 'ipv6'])

/** Model: AppCategory. */
export const appCategory = oneOf(['LfR'])

/** Model: TagList. */
export const tagList = list(structure({ key: text, value: text }))

/** An input that has a page token and no more. */
export const pageOnly = structure({ pageToken: text })

/** An input that names a static IP address and no more. */
export const staticIpOnly = structure({ staticIpName: resourceName }, ['staticIpName'])

/** Model: ResourceArn. */
export const resourceArnText = {
  type: 'string',
  pattern: {
    isMet: (arn: string) => /^arn:aws[^:]*:[a-zA-Z\d-]+:[a-z\d-]+:\d+:[a-zA-Z]+\/[a-zA-Z\d-]+$/.test(arn),
    problem: (arn: string) => `${JSON.stringify(clipped(arn, 64))} is not the ARN of a Lightsail resource`,
  },
} as const
