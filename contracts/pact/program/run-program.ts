import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { isGroupAlive, signalGroup } from '../../consumers/process-group.ts'
import type { ConsumerCall } from '../consumer/consumer.ts'

/** The end of a program. */
export interface ProgramEnd {
  readonly exit: number | null
  readonly signal: NodeJS.Signals | null
  /** The end of its output and its errors, in the order in which they came. */
  readonly output: string
}

/** The characters of the output that are kept. */
const KEPT = 64 * 1024

/**
 * Runs a command of the shell to its end. At the deadline its whole group of processes is killed, and the promise stays open:
 * the caller has its own deadline.
 */
export async function runProgram(command: string, given: ConsumerCall, deadline: number): Promise<ProgramEnd> {
  const child = spawn('/bin/sh', ['-c', command], {
    env: environmentOf(given),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    killGroup(child)
  }, deadline)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-KEPT)
    })
  }
  try {
    const [exit, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    if (isLate) return await new Promise<never>(() => {})
    return { exit, signal, output }
  } finally {
    clearTimeout(timer)
    killGroup(child)
  }
}

/** Ends everything that the program has started and left behind. */
function killGroup({ pid }: ChildProcessByStdio<null, Readable, Readable>): void {
  if (pid !== undefined && isGroupAlive(pid)) signalGroup(pid, 'SIGKILL')
}

/** Variables that would lead a program to another account, another endpoint or through a proxy. */
const NOT_INHERITED = /^(?:AWS_(?!MAX_ATTEMPTS$|RETRY_MODE$).*|LIGHTSAIL_.*|(?:https?|all|no)_proxy)$/i

function environmentOf({ endpoint, region, credentials, instanceName, portInfos }: ConsumerCall): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name))
  return {
    ...Object.fromEntries(inherited),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_LIGHTSAIL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    // No profile of the user, and no role of the machine.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    NO_PROXY: '127.0.0.1,localhost',
    LIGHTSAIL_INSTANCE: instanceName,
    LIGHTSAIL_PORTS: JSON.stringify(portInfos),
  }
}
