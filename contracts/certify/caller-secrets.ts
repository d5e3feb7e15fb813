import { isSecretName } from '../../mocks/secrets/index.ts'

/** Shorter values, paths and URLs are not taken for secrets: `TOKEN_FILE=/run/token` is none. */
const SECRET_VALUE = /^(?![./~]|\w+:\/\/)[^\s]{8,}$/
/** A name and its value in a command line: `--token=abc`, `--password abc`, `API_KEY=abc`. */
const NAMED_VALUE = /(?<![\w-])(?:--?)?([A-Za-z][\w-]{0,99})(?:=|\s{1,9}(?!-))("[^"]*"|'[^']*'|[^\s"']+)/g

/** Lists the secrets of the caller: values of environment variables and of options of the command, by their names. */
export function callerSecrets(env: NodeJS.ProcessEnv, command = ''): string[] {
  const inCommand = [...command.matchAll(NAMED_VALUE)].map(
    ([, name = '', value = '']) => [name, value.replace(/^["']|["']$/g, '')] as const,
  )
  return [...Object.entries(env), ...inCommand].flatMap(([name, value]) =>
    value !== undefined && isSecretName(name) && SECRET_VALUE.test(value) ? [value] : [],
  )
}
