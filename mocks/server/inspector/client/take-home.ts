import { AWS_JSON, targetOf } from '../../../protocol/aws-json.ts'
import { isSecretName } from '../../../secrets/secret-names.ts'

/** The members of a call that are taken home. */
export interface TakenCall {
  readonly at: number
  readonly operation?: string | undefined
  readonly region: string
  readonly principal?: string | undefined
  readonly input?: unknown
  readonly reply?: string | undefined
  readonly outcome: { readonly status: number; readonly error?: string }
}

/** Quotes a text for a POSIX shell: it is one word, whatever stands in it. */
export function shellQuoted(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

function bodyText({ input }: TakenCall): string {
  return JSON.stringify(input ?? {})
}

/** Writes a call for curl, which signs it. */
export function asCurl(call: TakenCall, endpoint: string): string {
  return [
    `curl ${shellQuoted(`${endpoint}/`)}`,
    `--aws-sigv4 ${shellQuoted(`aws:amz:${call.region}:lightsail`)}`,
    // The caller has to be one of the principals if the world has any.
    `--user ${call.principal === undefined ? 'test:test' : '"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"'}`,
    `-H ${shellQuoted(`Content-Type: ${AWS_JSON}`)}`,
    `-H ${shellQuoted(`X-Amz-Target: ${targetOf(call.operation)}`)}`,
    `-d ${shellQuoted(bodyText(call))}`,
  ].join(' ')
}

/** Writes a call for the AWS CLI. */
export function asAwsCli(call: TakenCall, endpoint: string): string {
  const command = (call.operation ?? '').replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
  const parts = [
    'aws lightsail',
    command,
    '--endpoint-url',
    shellQuoted(endpoint),
    '--region',
    shellQuoted(call.region),
  ]
  return [...parts, '--cli-input-json', shellQuoted(bodyText(call))].join(' ')
}

const REDACTED = '***'
/** The account of AWS's own documentation. */
const EXAMPLE_ACCOUNT = '123456789012'
/** The ARN of somebody who calls: its account and its name are nobody's business. */
const CALLERS = /\b(arn:aws[a-z-]*:(?:iam|sts)::)\d{12}:(user|role|assumed-role|federated-user)\/[\w+=,.@/-]{1,512}/g

/** Redacts bodies, and notes what was redacted. */
class BodyRedactor {
  readonly kinds = new Set<string>()
  readonly #account: string

  /** @param account the account of the world: it may be a real one */
  constructor(account: string) {
    this.#account = account
  }

  redact(text: string): string {
    const withoutSecrets = this.#withoutSecrets(text)
    const withoutCallers = withoutSecrets.replace(CALLERS, `$1${EXAMPLE_ACCOUNT}:$2/$2-1`)
    if (withoutCallers !== withoutSecrets) this.kinds.add('arns')
    if (this.#account === EXAMPLE_ACCOUNT || !withoutCallers.includes(this.#account)) return withoutCallers
    this.kinds.add('account-ids')
    return withoutCallers.replaceAll(this.#account, EXAMPLE_ACCOUNT)
  }

  #withoutSecrets(text: string): string {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      return text
    }
    const before = JSON.stringify(value)
    const after = JSON.stringify(value, (name, one) => (typeof one === 'string' && isSecretName(name) ? REDACTED : one))
    if (before === after) return text
    this.kinds.add('secrets')
    return after
  }
}

/**
 * Writes calls as a fixture: a HAR that `replay` answers from. The journal keeps no header, so no credential is in it;
 * secrets in bodies (by the names of their members), callers and the account are redacted.
 */
export function asHar(calls: readonly TakenCall[], title: string, account: string = EXAMPLE_ACCOUNT): object {
  const redactor = new BodyRedactor(account)
  const entries = calls.map((call) => harEntry(call, redactor))
  const { kinds } = redactor
  const regions = new Set(calls.map(({ region }) => region))
  const [first] = calls
  return {
    log: {
      version: '1.2',
      creator: { name: 'lightsail-ports', version: '1' },
      _lightsail: {
        title,
        source: 'made',
        ...(first === undefined ? {} : { date: isoOf(first.at).slice(0, 10) }),
        ...(regions.size === 1 ? { region: first?.region } : {}),
        ...(kinds.size === 0 ? {} : { redactions: [...kinds].sort() }),
      },
      entries,
    },
  }
}

function harEntry(call: TakenCall, redactor: BodyRedactor): object {
  const sent = redactor.redact(bodyText(call))
  const came = redactor.redact(call.reply ?? '')
  const { status } = call.outcome
  const type = { name: 'Content-Type', value: AWS_JSON }
  return {
    startedDateTime: isoOf(call.at),
    time: 0,
    request: {
      method: 'POST',
      url: `https://lightsail.${call.region}.amazonaws.com/`,
      httpVersion: 'HTTP/1.1',
      headers: [type, { name: 'X-Amz-Target', value: targetOf(call.operation) }],
      cookies: [],
      queryString: [],
      postData: { mimeType: AWS_JSON, text: sent },
      headersSize: -1,
      bodySize: sizeOf(sent),
    },
    response: {
      status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      headers: status === 0 ? [] : [type],
      cookies: [],
      redirectURL: '',
      content: { size: sizeOf(came), mimeType: status === 0 ? '' : AWS_JSON, text: status === 0 ? '' : came },
      headersSize: -1,
      bodySize: status === 0 ? -1 : sizeOf(came),
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
  }
}

function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length
}

function isoOf(at: number): string {
  return new Date(at).toISOString()
}

/** Writes faults as code for a test. */
export function asCode(faults: readonly object[]): string {
  if (faults.length === 0) return '// No fault is armed.\n'
  return `lightsail.faults.next(\n${faults.map((fault) => `  ${literalOf(withoutDefaults(fault))},\n`).join('')})\n`
}

function withoutDefaults(fault: object): object {
  return Object.fromEntries(Object.entries(fault).filter(([name, value]) => !(name === 'times' && value === 1)))
}

/** Writes a value of JSON as JavaScript: members without quotes where they need none. */
function literalOf(value: unknown): string {
  if (typeof value === 'string')
    return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
  if (Array.isArray(value)) return `[${value.map(literalOf).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const members = Object.entries(value).map(
    ([name, one]) => `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : literalOf(name)}: ${literalOf(one)}`,
  )
  return `{ ${members.join(', ')} }`
}
