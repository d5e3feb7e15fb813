import ipaddr from 'ipaddr.js'
import type { Complain } from '../definitions/definition.ts'
import { clipped } from '../errors/index.ts'
import type { KeyValues } from './condition-keys.ts'
import { matchesGlob } from './glob.ts'
import { type PolicyStringOptions, readArnPattern, readPolicyString } from './policy-string.ts'

/** Compares the request's value with one value of the policy; `undefined` if that one has no meaning for the request. */
type Fits = (value: string, values: KeyValues) => boolean | undefined

/** Reads one value of the policy. */
type ReadValue = (text: string, variables: boolean, at: string, complain: Complain) => Fits

/** A condition operator. A negated one holds if none of its values matches. */
export interface ConditionOperator {
  readonly name: string
  readonly negated: boolean
  readonly read: ReadValue
}

function text(options: Omit<PolicyStringOptions, 'variables'>, ignoreCase = false): ReadValue {
  const cased = ignoreCase ? (given: string) => given.toLowerCase() : (given: string) => given
  return (given, variables, at, complain) => {
    const pattern = readPolicyString(cased(given), { ...options, variables }, at, complain)
    return (value, values) => {
      const glob = pattern(ignoreCase ? inLowerCase(values) : values)
      return glob === undefined ? undefined : matchesGlob(glob, cased(value))
    }
  }
}

/** The values of a request in lower case. */
function inLowerCase(values: KeyValues): KeyValues {
  return (key) => {
    const value = values(key)
    return typeof value === 'string' ? value.toLowerCase() : value
  }
}

const bool: ReadValue = (given, _variables, at, complain) => {
  const wanted = given.toLowerCase()
  if (wanted !== 'true' && wanted !== 'false')
    complain(at, `${JSON.stringify(clipped(given, 64))} is not true or false`)
  return (value) => value.toLowerCase() === wanted
}

const arn: ReadValue = readArnPattern

/** Reads seconds since 1970, or a date in ISO 8601. */
function readMoment(given: string): number {
  if (/^-?\d{1,15}$/.test(given)) return Number(given) * 1000
  const day = new Date(`${given.slice(0, 10)}T00:00:00Z`).getUTCDate()
  if (given.length >= 10 && day !== Number(given.slice(8, 10))) return Number.NaN
  return /^\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?)?$/.test(given)
    ? Date.parse(given)
    : Number.NaN
}

function date(compare: (value: number, policy: number) => boolean): ReadValue {
  return (given, _variables, at, complain) => {
    const policy = readMoment(given)
    if (Number.isNaN(policy)) {
      complain(at, `${JSON.stringify(clipped(given, 64))} is not a date such as 2026-01-31T12:00:00Z`)
    }
    return (value) => {
      const at = readMoment(value)
      return Number.isNaN(at) ? undefined : compare(at, policy)
    }
  }
}

const ip: ReadValue = (given, _variables, at, complain) => {
  const block = readAddressBlock(given)
  if (block === undefined) complain(at, `${JSON.stringify(clipped(given, 64))} is not an IP address or CIDR block`)
  return (value) => {
    if (block === undefined || !ipaddr.isValid(value)) return false
    const address = ipaddr.process(value)
    return address.kind() === block[0].kind() && address.match(block)
  }
}

type Block = [ipaddr.IPv4 | ipaddr.IPv6, number]

function readAddressBlock(given: string): Block | undefined {
  // The library also accepts octal numbers, and addresses of fewer than four parts.
  const [address = '', length] = given.split('/', 2)
  if (!(ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address))) return undefined
  const bits = ipaddr.parse(address).kind() === 'ipv4' ? 32 : 128
  const cidr = length === undefined ? `${given}/${bits}` : given
  if (!ipaddr.isValidCIDR(cidr)) return undefined
  const [parsed, prefix] = ipaddr.parseCIDR(cidr)
  const isMapped = parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress() && prefix >= 96
  return isMapped ? [parsed.toIPv4Address(), prefix - 96] : [parsed, prefix]
}

function operator(name: string, read: ReadValue, negated = false): ConditionOperator {
  return { name, read, negated }
}

const exactly = text({ wildcards: false })
const likely = text({ wildcards: true })
const inAnyCase = text({ wildcards: false }, true)

/** The condition operators that are evaluated, besides Null. */
export const CONDITION_OPERATORS: readonly ConditionOperator[] = [
  operator('StringEquals', exactly),
  operator('StringNotEquals', exactly, true),
  operator('StringEqualsIgnoreCase', inAnyCase),
  operator('StringNotEqualsIgnoreCase', inAnyCase, true),
  operator('StringLike', likely),
  operator('StringNotLike', likely, true),
  operator('Bool', bool),
  operator('ArnEquals', arn),
  operator('ArnLike', arn),
  operator('ArnNotEquals', arn, true),
  operator('ArnNotLike', arn, true),
  operator(
    'DateEquals',
    date((value, policy) => value === policy),
  ),
  operator(
    'DateNotEquals',
    date((value, policy) => value === policy),
    true,
  ),
  operator(
    'DateLessThan',
    date((value, policy) => value < policy),
  ),
  operator(
    'DateLessThanEquals',
    date((value, policy) => value <= policy),
  ),
  operator(
    'DateGreaterThan',
    date((value, policy) => value > policy),
  ),
  operator(
    'DateGreaterThanEquals',
    date((value, policy) => value >= policy),
  ),
  operator('IpAddress', ip),
  operator('NotIpAddress', ip, true),
]
