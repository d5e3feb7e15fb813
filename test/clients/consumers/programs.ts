import { fileURLToPath } from 'node:url'
import type { Row } from '../../contracts/certify/judge/row.ts'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))

/** A Java program starts faster if it is not compiled for a long life. */
const JAVA = 'java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto'

/** The commands that run the programs of this folder. Each takes the name of a habit. */
const COMMANDS = {
  boto3: `python3 '${FOLDER}with_boto3.py'`,
  urllib: `python3 '${FOLDER}with_urllib.py'`,
  'AWS CLI': `'${FOLDER}with_aws_cli.sh'`,
  curl: `'${FOLDER}with_curl.sh'`,
  Go: `'${FOLDER}go/target/opener'`,
  Java: `${JAVA} -cp "${FOLDER}java/target/classes:$(cat '${FOLDER}java/target/classpath')" com.example.opener.Opener`,
} as const

/** Makes a row: the name `boto3: opens-each` says which program it is, and which habit. */
function row(program: keyof typeof COMMANDS, habit: string, more: Pick<Row, 'fails' | 'also'> = { fails: {} }): Row {
  return { name: `${program}: ${habit}`, exec: `${COMMANDS[program]} ${habit}`, ...more }
}

const REPORTED_SUCCESS = /exited with 0, which reports success, and nothing was done/
const SAID_FAILED = /says that the operation is Failed/
const ONE_TRY = /gave up after one try/

/** Programs in other languages with the verdicts that they have to get. */
export const PROGRAMS: readonly Row[] = [
  row('boto3', 'opens-each'),
  row('boto3', 'legacy-retries'),
  row('boto3', 'adaptive-retries'),
  row('boto3', 'merges'),
  row('boto3', 'waits'),
  row('boto3', 'exit-codes'),
  row('boto3', 'checks-after'),
  row('boto3', 'skips-open'),
  row('boto3', 'json-errors'),
  row('boto3', 'swallows', {
    fails: { 'access-denied/reports-failure': REPORTED_SUCCESS, 'never-answers/reports-failure': REPORTED_SUCCESS },
    also: ['ports'],
  }),
  row('boto3', 'same-text', { fails: { 'access-denied/keeps-error-name': /as after every other error/ } }),
  row('boto3', 'forgets-aliases', {
    fails: { 'browser-ssh-only/ports': /widened 22\/tcp from lightsail-connect to everybody/ },
  }),
  row('boto3', 'never-retries', {
    fails: { 'throttled-once/retries-what-helps': ONE_TRY, 'service-error-once/retries-what-helps': ONE_TRY },
  }),
  row('boto3', 'own-region', {
    fails: { 'fresh-instance/sends-a-request': /Region eu-west-1, and it was given us-east-1/ },
  }),
  row('boto3', 'prints-keys', { fails: { 'fresh-instance/no-secret': /in what it printed/ } }),
  row('urllib', 'opens-each'),
  row('urllib', 'merges'),
  row('urllib', 'five-tries'),
  row('urllib', 'retries-everything', {
    fails: { 'access-denied/retries-nothing-else': /3 more times after AccessDeniedException/ },
  }),
  row('urllib', 'puts-alone', {
    fails: { 'fresh-instance/lock-out': /closed 22\/tcp/, 'ping-open/closes-nothing-else': /closed 8:-1\/icmp/ },
    also: ['reports-failure'],
  }),
  row('AWS CLI', 'opens-each'),
  row('AWS CLI', 'merges'),
  row('AWS CLI', 'ignores-errors', { fails: { 'not-found/reports-failure': REPORTED_SUCCESS }, also: ['ports'] }),
  row('curl', 'opens-each'),
  row('curl', 'five-tries'),
  row('curl', 'merges'),
  row('curl', 'puts-alone', { fails: { 'fresh-instance/lock-out': /closed 22\/tcp/ }, also: ['closes-nothing-else'] }),
  row('curl', 'never-retries', { fails: { 'reset-before-reply/retries-what-helps': ONE_TRY } }),
  row('curl', 'ignores-status', {
    fails: { 'access-denied/reports-failure': REPORTED_SUCCESS, 'fails-at-once/reports-failure': SAID_FAILED },
    also: ['ports', 'retries-what-helps'],
  }),
  row('Go', 'opens-each'),
  row('Go', 'five-attempts'),
  row('Go', 'merges'),
  row('Go', 'forgets-sources', {
    fails: {
      'browser-ssh-only/ports': /widened 22\/tcp from lightsail-connect to everybody/,
      'extra-ports-open/ports': /widened 22\/tcp from 203\.0\.113\.7\/32 to everybody/,
    },
  }),
  row('Go', 'exits-with-0', { fails: { 'access-denied/reports-failure': REPORTED_SUCCESS }, also: ['ports'] }),
  row('Java', 'opens-each'),
  row('Java', 'ends-in-time'),
  row('Java', 'merges'),
  row('Java', 'ignores-status', { fails: { 'fails-at-once/reports-failure': SAID_FAILED } }),
  row('Java', 'exits-with-0', { fails: { 'not-found/reports-failure': REPORTED_SUCCESS }, also: ['ports'] }),
]
