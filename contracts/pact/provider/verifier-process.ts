// Runs Pact's verifier in a process of its own: Pact prints to the process's own streams, reads its environment, and
// cannot be stopped. The parent sends one job at a time.
import { PACT_ACCESS_KEY } from '../../../mocks/states/index.ts'
import { loadPact } from '../load-pact.ts'
import type { VerifierAnswer, VerifierJob } from './verifier-messages.ts'

/** The status that an interaction is answered with if its provider states cannot be arranged. */
const NOT_ARRANGED = 599

const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=${PACT_ACCESS_KEY}/20260131/us-east-1/lightsail/aws4_request, SignedHeaders=host, Signature=00`

/** The parts of Express that the filter uses; Pact brings Express. */
interface Request {
  readonly path: string
  readonly headers: Record<string, string | string[] | undefined>
}
interface Response {
  status(status: number): { type(type: string): { send(text: string): void } }
}

async function verifyInteractions({
  file,
  provider,
  providerUrl,
  timeout,
  logLevel,
  refusal,
}: VerifierJob): Promise<VerifierAnswer> {
  const { Verifier } = await loadPact()
  const requestFilter = (request: Request, response: Response, next: () => void) => {
    if (refusal !== undefined && request.path !== '/_pactSetup') {
      response.status(NOT_ARRANGED).type('text/plain').send(refusal)
      return
    }
    // A pact holds no signature. The requests are signed by the caller that the provider states know.
    request.headers['authorization'] ??= AUTHORIZATION
    next()
  }
  const verifier = new Verifier({
    provider,
    providerBaseUrl: providerUrl,
    pactUrls: [file],
    requestFilter,
    timeout,
    logLevel,
  })
  return { result: await verifier.verifyProvider().catch(({ message }: Error) => message) }
}

process.on('message', (job: VerifierJob) => {
  verifyInteractions(job)
    .catch((error: Error): VerifierAnswer => ({ error: { name: error.name, message: error.message } }))
    .then((answer) => process.send?.(answer))
})
