/** The environment variables of AWS's SDKs that hold a secret. */
const VARIABLES = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']

/** Lists the secrets that this process itself would sign with. */
export function ambientSecrets(env: Readonly<Record<string, string | undefined>> = process.env): string[] {
  return VARIABLES.map((name) => env[name])
    .filter((secret) => secret !== undefined)
    .filter((secret) => secret !== '')
}
