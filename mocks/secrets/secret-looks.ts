import { isRandomLooking } from './random-looking.ts'

/** A kind of secret that can be told by its look. */
export interface SecretLook {
  /** The reason that a fixture gives for a redaction. */
  readonly kind: string
  /** A text is searched with the pattern only if it contains one of these. */
  readonly marks: readonly string[]
  /** A linear pattern. Its group `secret`, if it has one, is the secret; otherwise the whole match. */
  readonly pattern: RegExp
  /** Decides about a match that may also be something public. */
  readonly isSecret?: (match: string) => boolean
}

/** The beginning of a word, also after an escape of a URL or of JSON. */
const START = String.raw`(?:(?<![\w-])|(?<=%[\dA-Fa-f]{2})|(?<=\\[nrt]))`

const look = (kind: string, marks: readonly string[], source: string): SecretLook => ({
  kind,
  marks,
  pattern: new RegExp(`${START}(?:${source})`, 'g'),
})

/** The look of a key whose beginning is like no other text: a digit or a mark may stand before it. */
const distinctLook = (kind: string, marks: readonly string[], source: string): SecretLook => ({
  kind,
  marks,
  pattern: new RegExp(String.raw`(?:(?<![A-Za-z])|(?<=%[\dA-Fa-f]{2})|(?<=\\[nrt]))(?:${source})`, 'g'),
})

/** The known forms of keys and tokens. Each pattern begins with a mark, and takes linear time. */
export const SECRET_LOOKS: readonly SecretLook[] = [
  {
    kind: 'private-keys',
    marks: ['PRIVATE KEY'],
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/gs,
  },
  { kind: 'private-keys', marks: ['AGE-SECRET-KEY-'], pattern: /AGE-SECRET-KEY-1[A-Z0-9]{30,}/g },
  { kind: 'private-keys', marks: ['PuTTY-User-Key-File'], pattern: /PuTTY-User-Key-File-\d:.*$/gs },
  // A session token of AWS: its first bytes are always the same.
  look(
    'tokens',
    ['QoJb3JpZ2lu', 'QoDYXdz', 'oGZXIvYXdz'],
    String.raw`(?:[IF]QoJb3JpZ2lu|[IFA]QoDYXdz|F[wQ]oGZXIvYXdz)[\w+/%=-]{50,}`,
  ),
  look('tokens', ['eyJ'], String.raw`eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*){1,3}`),
  distinctLook('github-tokens', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], 'gh[pousr]_[A-Za-z0-9]{20,}'),
  distinctLook('github-tokens', ['github_pat_'], String.raw`github_pat_\w{20,}`),
  distinctLook(
    'gitlab-tokens',
    [
      'glpat-',
      'gldt-',
      'glrt-',
      'glptt-',
      'gloas-',
      'glcbt-',
      'glimt-',
      'glft-',
      'glagent-',
      'glsoat-',
      'glffct-',
      'glwt-',
    ],
    String.raw`gl(?:pat|dt|rt|ptt|oas|cbt|imt|ft|agent|soat|ffct|wt)-[\w.-]{8,}`,
  ),
  look('bitbucket-tokens', ['ATBB', 'ATCTT3', 'ATATT3'], String.raw`AT(?:BB|CTT3|ATT3)[\w=.-]{20,}`),
  look('google-keys', ['AIza'], String.raw`AIza[\w-]{30,}`),
  look('google-tokens', ['ya29.', 'GOCSPX-'], String.raw`ya29\.[\w.-]{10,}|GOCSPX-[\w-]{20,}`),
  look('google-tokens', ['1//0'], String.raw`1//0[\w-]{30,}`),
  look('azure-keys', ['8Q~', '7Q~'], String.raw`[\w.~-]{3}[78]Q~[\w.~-]{30,40}`),
  look('digitalocean-tokens', ['dop_v1_', 'doo_v1_', 'dor_v1_'], 'do[opr]_v1_[a-f0-9]{32,}'),
  distinctLook('slack-tokens', ['xox', 'xapp-', 'xwfp-'], String.raw`(?:xox[abeoprs]|xapp|xwfp)-[\w.-]{8,}`),
  look(
    'stripe-keys',
    ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_', 'whsec_'],
    '(?:[sr]k_(?:live|test)_|whsec_)[A-Za-z0-9+/=]{10,}',
  ),
  look('openai-keys', ['sk-'], String.raw`sk-(?:ant-|proj-|or-|svcacct-|admin-)?[\w-]{20,}`),
  distinctLook('package-tokens', ['npm_'], 'npm_[A-Za-z0-9]{30,}'),
  look('package-tokens', ['pypi-'], String.raw`pypi-AgE[\w-]{40,}`),
  look('package-tokens', ['rubygems_'], 'rubygems_[a-f0-9]{40,}'),
  distinctLook('package-tokens', ['dckr_pat_', 'dckr_oat_'], String.raw`dckr_[po]at_[\w-]{20,}`),
  look('package-tokens', ['oy2'], 'oy2[a-z0-9]{43}'),
  distinctLook('hugging-face-tokens', ['hf_'], 'hf_[A-Za-z0-9]{30,}'),
  distinctLook('sendgrid-keys', ['SG.'], String.raw`SG\.[\w-]{16,}\.[\w-]{16,}`),
  look('twilio-keys', ['SK'], 'SK[0-9a-f]{32}(?![0-9a-f])'),
  look('mailgun-keys', ['key-'], 'key-[0-9a-f]{32}(?![0-9a-f])'),
  look('mailchimp-keys', ['-us'], String.raw`[0-9a-f]{32}-us\d{1,2}`),
  distinctLook('shopify-tokens', ['shpat_', 'shpca_', 'shppa_', 'shpss_'], 'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{20,}'),
  look('square-tokens', ['sq0'], String.raw`sq0[a-z]{3}-[\w-]{20,}`),
  distinctLook('databricks-tokens', ['dapi'], 'dapi[0-9a-f]{32}'),
  distinctLook('vault-tokens', ['hvs.', 'hvb.', 'hvr.'], String.raw`hv[sbr]\.[\w-]{20,}`),
  look('terraform-tokens', ['.atlasv1.'], String.raw`[A-Za-z0-9]{14}\.atlasv1\.[\w-]{40,}`),
  distinctLook('grafana-tokens', ['glc_', 'glsa_'], String.raw`gl(?:c|sa)_[\w=+/-]{20,}`),
  distinctLook('notion-tokens', ['secret_', 'ntn_'], '(?:secret_|ntn_)[A-Za-z0-9]{40,}'),
  distinctLook('linear-tokens', ['lin_api_', 'lin_oauth_'], 'lin_(?:api|oauth)_[A-Za-z0-9]{30,}'),
  look('new-relic-keys', ['NRAK-', 'NRII-'], String.raw`NR(?:AK|II)-[\w-]{20,}`),
  look('postman-keys', ['PMAK-'], 'PMAK-[0-9a-f]{24}-[0-9a-f]{34}'),
  look('fly-tokens', ['fm1_', 'fm2_', 'fo1_'], String.raw`f(?:m1|m2|o1)_[\w+/=-]{20,}`),
  look('tailscale-keys', ['tskey-'], String.raw`tskey-[\w-]{16,}`),
  look('supabase-tokens', ['sbp_'], 'sbp_[0-9a-f]{40}'),
  look('planetscale-tokens', ['pscale_'], String.raw`pscale_(?:tkn|oauth|pw)_[\w.=-]{30,}`),
  look('sentry-tokens', ['sntrys_', 'sntryu_'], String.raw`sntry[su]_[\w+/=-]{30,}`),
  look('doppler-tokens', ['dp.'], String.raw`dp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{30,}`),
  look('pulumi-tokens', ['pul-'], 'pul-[a-f0-9]{40}'),
  look('atlassian-tokens', ['ATOA'], String.raw`ATOA[\w=-]{40,}`),
  distinctLook('groq-keys', ['gsk_'], 'gsk_[A-Za-z0-9]{40,}'),
  distinctLook('1password-tokens', ['ops_ey'], 'ops_ey[A-Za-z0-9+/=]{40,}'),
  distinctLook('vercel-tokens', ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'], 'vc[piark]_[A-Za-z0-9]{20,}'),
  distinctLook('figma-tokens', ['figd_'], String.raw`figd_[\w-]{30,}`),
  distinctLook(
    'openai-keys',
    ['sk-ant-', 'sk-proj-', 'sk-svcacct-', 'sk-admin-', 'T3BlbkFJ'],
    String.raw`sk-(?:(?:ant|proj|svcacct|admin)-)?[\w-]{20,}`,
  ),
  look('telegram-tokens', [':AA'], String.raw`\d{8,10}:AA[\w-]{32,34}`),
  // The id of a session in the path of a URL, as servers of Java write it.
  {
    kind: 'tokens',
    marks: [';jsessionid=', ';JSESSIONID='],
    pattern: /;(?:jsessionid|JSESSIONID)=(?<secret>[\w.!-]{8,200})/g,
  },
  // The signature of a request: 64 hexadecimal digits.
  {
    kind: 'signatures',
    marks: ['ignature'],
    pattern: /[Ss]ignature["']?(?:[=:]|%3[Dd])[\s"']{0,3}(?<secret>[\da-fA-F]{64})(?![\da-fA-F])/g,
  },
  // Keys in addresses: chat webhooks.
  {
    kind: 'webhooks',
    marks: ['hooks.slack.com'],
    pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/(?<secret>[\w/-]{10,200})/g,
  },
  {
    kind: 'webhooks',
    marks: ['/api/webhooks/'],
    pattern: /discord(?:app)?\.com\/api\/webhooks\/\d{5,25}\/(?<secret>[\w-]{10,200})/g,
  },
  { kind: 'webhooks', marks: ['/webhookb2/'], pattern: /webhook\.office\.com\/webhookb2\/(?<secret>[\w@/-]{10,300})/g },
  {
    kind: 'webhooks',
    marks: ['chat.googleapis.com'],
    pattern: /chat\.googleapis\.com\/v1\/spaces\/[\w-]{1,80}\/messages\?key=(?<secret>[^\s"'<>]{10,300})/g,
  },
  {
    kind: 'webhooks',
    marks: ['/hooks/'],
    pattern: /(?<=\/)hooks\/(?<secret>[A-Za-z0-9]{20,64})(?![\w-])/g,
    isSecret: isRandomLooking,
  },
  {
    kind: 'webhooks',
    marks: ['api.telegram.org/bot'],
    pattern: /api\.telegram\.org\/bot(?<secret>\d{6,12}:[\w-]{20,60})/g,
  },
  {
    kind: 'webhooks',
    marks: ['hooks.zapier.com', 'maker.ifttt.com', 'hook.'],
    pattern:
      /(?:hooks\.zapier\.com\/hooks\/catch\/\d{1,12}\/|maker\.ifttt\.com\/trigger\/[\w-]{1,80}\/with\/key\/|hook\.[a-z0-9.]{1,20}make\.com\/)(?<secret>[\w-]{5,100})/g,
  },
]

/** One of the marks of all looks: most texts have none. */
const ANY_MARK = new RegExp(
  [...new Set(SECRET_LOOKS.flatMap(({ marks }) => marks))]
    .map((mark) => mark.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('|'),
)

/** Tells whether a text may contain a secret of one of the looks. */
export function mayHaveSecretLook(text: string): boolean {
  return ANY_MARK.test(text)
}

const SECRET_KEYS = /(?<![\w/+-])[A-Za-z0-9/+]{40}(?![\w/+=-])/g

/** A secret key of AWS: forty characters of all kinds. The documentation's examples are public. */
export const AWS_SECRET_KEY: SecretLook = {
  kind: 'secret-keys',
  marks: [''],
  pattern: SECRET_KEYS,
  isSecret: (key) =>
    /[a-z]/.test(key) && /[A-Z]/.test(key) && /\d/.test(key) && !key.includes('EXAMPLE') && isRandomLooking(key),
}

/** 64 hexadecimal digits by themselves: a signature, unless the name says that it is the digest of something. */
export const BARE_SIGNATURE: SecretLook = {
  kind: 'signatures',
  marks: [''],
  pattern: /(?:(?<![\da-fA-F])|(?<=%[\da-fA-F]{2}))[\da-fA-F]{64}(?![\da-fA-F])/g,
}

/** Replaces the secrets of one look in a text. */
export function replaceLook(text: string, { marks, pattern, isSecret }: SecretLook, replacement: string): string {
  if (!marks.some((mark) => text.includes(mark))) return text
  return text.replaceAll(pattern, (...found: unknown[]) => {
    const [match] = found as [string]
    const groups = found.at(-1)
    const secret = (typeof groups === 'object' ? (groups as { readonly secret?: string }).secret : undefined) ?? match
    if (isSecret !== undefined && !isSecret(secret)) return match
    return match.slice(0, match.lastIndexOf(secret)) + replacement
  })
}
