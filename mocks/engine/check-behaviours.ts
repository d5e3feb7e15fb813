import { type Behaviour, type BehaviourId, behaviours } from '../behaviours.ts'
import type { Outcome } from './calls.ts'

type Ids = readonly BehaviourId[]

/** The rules that a check stands for, whatever it answers. */
const BY_CHECK: Readonly<Record<string, Ids>> = {
  size: ['too-large'],
  target: ['not-a-call', 'not-simulated'],
  json: ['malformed-json', 'wrong-type'],
  throttling: ['throttling'],
  accountSetup: ['account-setup', 'setup-answers-all'],
  regionSetup: ['region-setup', 'setup-answers-all'],
  authorization: ['access-denied', 'access-by-tag'],
  existence: ['one-region', 'not-found-text'],
  state: ['instance-state'],
}

/** The rules of the checks that answer with one of several errors. */
const BY_ERROR: Readonly<Record<string, Ids>> = {
  UnauthenticatedException: ['auth-presence'],
  UnrecognizedClientException: ['access-key-unknown', 'session-token'],
  IncompleteSignature: ['signature-incomplete'],
  InvalidSignatureException: ['signature-verified', 'signature-scope', 'signature-age'],
  ExpiredTokenException: ['token-expired'],
}

/** The rules that a member of the input breaks, by the end of its path. */
const BY_MEMBER: Readonly<Record<string, Ids>> = {
  instanceName: ['name-pattern', 'required'],
  portInfos: ['required', 'put-empty'],
  portInfo: ['required'],
  protocol: ['protocols', 'protocol-required'],
  fromPort: ['port-range', 'icmp-range'],
  toPort: ['port-range', 'icmp-range'],
  cidrs: ['address-lists', 'ip-versions'],
  ipv6Cidrs: ['address-lists', 'ip-versions'],
  cidrListAliases: ['aliases'],
}

/** The rules that are known by what the error says of a member. */
const BY_TEXT: Readonly<Record<string, Ids>> = {
  'together with "0.0.0.0/0"': ['everybody-beside-another'],
  'together with "::/0"': ['everybody-beside-another-ipv6'],
  'maximum limit of': ['source-limit'],
}

/** `portInfos[2].cidrs[0]: ` in the text of an error. */
const PATHS = /\b(?:portInfos?(?:\[\d+\])?\.([A-Za-z0-9]+)(?:\[\d+\])?|(portInfos?|instanceName))(?:\[\d+\])?: /g

/** Finds the rules of the simulation that a call was refused by: what each does, and how it is known. */
export function behavioursOf({ check, error = '', message = '' }: Outcome): readonly Behaviour[] {
  const ids = new Set(check === 'input' ? idsOfInput(message) : idsOfCheck(check, error))
  return behaviours.filter(({ id }) => ids.has(id))
}

function idsOfCheck(check: string | undefined, error: string): Ids {
  if (check === undefined) return []
  return BY_CHECK[check] ?? BY_ERROR[error] ?? []
}

/** The error names every problem, one behind the other. */
function idsOfInput(message: string): Ids {
  return message.split('; ').flatMap(idsOfProblem)
}

function idsOfProblem(message: string): Ids {
  const byText = Object.entries(BY_TEXT).flatMap(([text, ids]) => (message.includes(text) ? ids : []))
  if (byText.length > 0) return byText
  const members = Array.from(message.matchAll(PATHS), ([, member, whole]) => member ?? whole ?? '')
  return members.flatMap((member) => (Object.hasOwn(BY_MEMBER, member) ? (BY_MEMBER[member] ?? []) : []))
}

/** The tables, for the test that looks whether every rule and every check is there. */
export const CHECK_TABLES = { BY_CHECK, BY_ERROR, BY_MEMBER, BY_TEXT } as const
