import type { AddressInfo } from 'node:net'
import { createHttpServer } from '../../mocks/runtime/node/index.ts'
import { CONSUMER_ACCESS_KEY } from '../consumers/worlds.ts'
import type { Credentials, Situation } from './situations/situation.ts'

/** Counts the runs of this process: each run has secrets of its own. */
let runs = 0

/** Makes the keys of one run. */
export function newCredentials({ hasToken, isRefreshable }: Situation): Credentials {
  runs += 1
  const number = String(runs).padStart(9, '0')
  const keys = {
    accessKeyId: CONSUMER_ACCESS_KEY,
    secretAccessKey: `a-secret-key-that-no-consumer-may-tell-${number}`,
    sessionToken: hasToken ? `a-session-token-that-no-consumer-may-tell-${number}` : undefined,
  }
  const fresh = {
    accessKeyId: `${CONSUMER_ACCESS_KEY}ANEW`,
    secretAccessKey: `a-fresh-secret-key-that-no-consumer-may-tell-${number}`,
    sessionToken: `a-fresh-session-token-that-no-consumer-may-tell-${number}`,
  }
  return isRefreshable ? { ...keys, fresh } : keys
}

/** Lists the keys that a consumer could get in one run: those that it is given, and fresh ones. */
export function allKeys(credentials: Credentials): readonly Omit<Credentials, 'fresh'>[] {
  return credentials.fresh === undefined ? [credentials] : [credentials, credentials.fresh]
}

/** Lists the secrets of one run. */
export function secretsOfKeys(credentials: Credentials): string[] {
  return allKeys(credentials).flatMap(({ secretAccessKey, sessionToken }) =>
    sessionToken === undefined ? [secretAccessKey] : [secretAccessKey, sessionToken],
  )
}

/** A server that gives fresh keys. */
export interface KeyServer {
  /** For AWS_CONTAINER_CREDENTIALS_FULL_URI. */
  readonly url: string
  readonly close: () => void
}

/** Milliseconds that fresh keys are good for: an hour, as those of a container are. */
const GOOD_FOR = 3_600_000

/** Serves fresh keys as a container's endpoint for credentials does, if there are any. */
export async function serveKeys({ fresh }: Credentials): Promise<KeyServer | undefined> {
  if (fresh === undefined) return undefined
  const server = createHttpServer((_request, response) => {
    const body = {
      AccessKeyId: fresh.accessKeyId,
      SecretAccessKey: fresh.secretAccessKey,
      Token: fresh.sessionToken,
      Expiration: new Date(Date.now() + GOOD_FOR).toISOString(),
    }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/credentials`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
