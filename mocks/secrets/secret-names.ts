/**
 * The one table of names whose values are secrets: of headers, parameters of queries and forms, cookies, members of JSON,
 * elements of XML. Names are compared as lists of words, so `apiKey`, `api_key`, `X-Api-Key` and `APIKEY` are the same.
 */

/** A name that ends with one of these is the name of a secret. */
const SECRET_ENDINGS: readonly string[] = [
  'secret',
  'secrets',
  'password',
  'passwords',
  'passwd',
  'passphrase',
  'passcode',
  'pwd',
  'token',
  'tokens',
  'jwt',
  'bearer',
  'authorization',
  'authentication',
  'cookie',
  'cookies',
  'credential',
  'credentials',
  'signature',
  'otp',
  'totp',
  'psk',
  'mfa code',
  'verification code',
  'recovery code',
  'recovery codes',
  'backup codes',
  'application key',
  'app key',
  'appkey',
  'activation key',
  'auth code',
  'authorization code',
  'deploy key',
  'device code',
  'key material',
  'ca key',
  'tls key',
  'server key',
  'seed phrase',
  'recovery phrase',
  'authtoken',
  'accesstoken',
  'cred',
  'creds',
  'crumb',
  'csrf',
  'xsrf',
  'customer key',
  'insert key',
  'jwt assertion',
  'saml assertion',
  'mashape key',
  'rapid api key',
  'rapidapi key',
  'sess key',
  'sesskey',
  'sso key',
  'oidc data',
  'oauth verifier',
  'code verifier',
  'sv sig',
  'art api',
  'webhook',
  'api key',
  'apikey',
  'auth key',
  'authkey',
  'access key',
  'accesskey',
  'account key',
  'cert key',
  'client key',
  'consumer key',
  'encryption key',
  'functions key',
  'license key',
  'master key',
  'private key',
  'privatekey',
  'secret key',
  'secretkey',
  'service key',
  'session key',
  'shared key',
  'signing key',
  'ssh key',
  'storage key',
  'subscription key',
  'session id',
  'sessionid',
  'sessid',
  'connection string',
  'shared access signature',
  'client assertion',
  'saml response',
  'ciphertext',
]

/** Whole names that are names of secrets. */
const SECRET_NAMES: ReadonlySet<string> = new Set([
  'sig',
  'sas',
  'pass',
  'pat',
  'pin',
  'hmac',
  'assertion',
  'x honeycomb team',
  'jsessionid',
  'phpsessid',
  'connect sid',
])

/** Words that may follow without changing the meaning: `passwordHash`, `private_key_base64`, `newPassword2`. */
const NEUTRAL_ENDINGS: ReadonlySet<string> = new Set([
  'base64',
  'b64',
  'pem',
  'der',
  'hex',
  'hash',
  'value',
  'values',
  'text',
  'string',
  'data',
  'base',
  'binary',
  'blob',
  'raw',
  'plain',
  'encoded',
  'encrypted',
  'digest',
  'old',
  'new',
  'current',
  'previous',
  'primary',
  'secondary',
  'confirm',
  'confirmation',
  'repeat',
  'again',
  'header',
  '1',
  '2',
])

/** Tells whether a word at the end of a name says nothing about it. */
function isNeutral(word: string): boolean {
  return NEUTRAL_ENDINGS.has(word) || /^\d+$/.test(word)
}

/** Names that end like secrets and hold none: positions in lists, ids of repeated requests, settings. */
const PUBLIC_NAMES =
  /^(?:(?:x )?(?:amz )?(?:next|page|paging|pagination|continuation|start|end|previous|prev|sync|change|marker|list|forward|backward)(?: \w+)?(?: page)? tokens?|(?:x )?(?:amz )?(?:client|client request|idempotency|request) token|http tokens|(?:max|total|prompt|completion|input|output|cached|reasoning|num|number of)(?: \w+)? tokens|put response http tokens|(?:has|is|use|uses|requires?|needs|with|allow|enable|enabled|no|disable|manage) .*)$/

/** Names that are sometimes names of secrets: their values have to look like secrets, too. */
const DOUBTFUL_NAMES: ReadonlySet<string> = new Set([
  'key',
  'code',
  'session',
  'access',
  'hash',
  'nonce',
  'ticket',
  'id token hint',
  'login hint',
  'dsn',
  'database url',
  'webhook url',
  'hook',
])

/** A name that ends with one of these is nearly always the name of a secret: its value only has to be opaque. */
const LIKELY_ENDINGS: readonly string[] = ['auth', 'sid', 'plaintext']

/** The decision about a name. */
export type SecretName = 'secret' | 'likely' | 'doubtful' | 'public'

/** Decisions about names, as the same names come again and again. */
const decided = new Map<string, SecretName>()
const MAX_DECIDED = 10_000

/**
 * Decides whether a name is the name of a secret. `likely` ones hold a secret if their value is opaque, and `doubtful` ones
 * only if it is random.
 */
export function classifyName(name: string): SecretName {
  if (name === '' || name.length > MAX_NAME) return 'public'
  const known = decided.get(name)
  if (known !== undefined) return known
  if (decided.size >= MAX_DECIDED) decided.clear()
  const made = decide(name)
  decided.set(name, made)
  return made
}

/** Tells whether a name is certainly the name of a secret, whatever its value looks like. */
export function isSecretName(name: string): boolean {
  return classifyName(name) === 'secret'
}

function decide(name: string): SecretName {
  const words = splitWords(name)
  const whole = words.join(' ')
  if (PUBLIC_NAMES.test(whole)) return 'public'
  if (SECRET_ENDINGS.some((ending) => whole === ending || whole.endsWith(` ${ending}`))) return 'secret'
  while (words.length > 1 && isNeutral(words.at(-1) ?? '')) words.pop()
  const core = words.join(' ')
  if (SECRET_NAMES.has(core) || core.endsWith(' pass')) return 'secret'
  if (SECRET_ENDINGS.some((ending) => core === ending || core.endsWith(` ${ending}`))) return 'secret'
  // Old names have no marks between their words: `PGPASSWORD`, `masterpassword`.
  if (words.length === 1 && GLUED.test(core)) return 'secret'
  if (LIKELY_ENDINGS.some((ending) => core === ending || core.endsWith(` ${ending}`))) return 'likely'
  return DOUBTFUL_NAMES.has(core.replace(/^x /, '')) ? 'doubtful' : 'public'
}

/** Longer texts are no names. */
const MAX_NAME = 200

const GLUED =
  /(?:password|passwd|passphrase|secret|credentials?|accesskey|secretkey|privatekey|signingkey|encryptionkey|masterkey|sessionkey|accountkey|apikey|apisecret|(?<!next|page|paging|pagination|continuation|client|request|idempotency|sync|marker|non)token)$/

/** Words with a number that belongs to them. */
const ENCODINGS = /(?:base64|b64)$/

/** Splits the name of an encoding from a word that has no marks: `privatekeybase64`. */
function splitEncoding(word: string): string[] {
  const [encoding = ''] = ENCODINGS.exec(word) ?? []
  return encoding === '' || encoding === word ? [word] : [word.slice(0, -encoding.length), encoding]
}

/** Splits a name into lower-case words: `X-Api-Key`, `api_key`, `apiKey`, `user[apiKey]`, `aws.apiKey`. */
function splitWords(name: string): string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .map((word) => (ENCODINGS.test(word) ? word : word.replace(/(?<=[a-z])\d{1,3}$/, '')))
    .flatMap((word) => splitEncoding(word))
    .filter((word) => word !== '')
}
