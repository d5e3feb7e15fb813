import { createLightsail } from '../../mocks/index.ts'
import { AWS_JSON } from '../../mocks/protocol/index.ts'
import { answerJson, jsonHeaders, PUT_BODY, PUT_HEADERS, REPLY_BODY, REPLY_HEADERS } from '../put-request.ts'
import { createClient, createPut } from './sdk.ts'

type Load = () => Promise<() => unknown>

const constantHeaders = lowerCase(REPLY_HEADERS)
const encoder = new TextEncoder()
const decoder = new TextDecoder()

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

type Answer = (body: string | Uint8Array) => { readonly headers: Record<string, string>; readonly body: Uint8Array }

function answerBytes(body: string | Uint8Array): ReturnType<Answer> {
  const reply = encoder.encode(answerJson(typeof body === 'string' ? body : decoder.decode(body)))
  return { headers: { ...lowerCase(jsonHeaders()), 'content-length': String(reply.length) }, body: reply }
}

function createHandler(answer: Answer): object {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async ({ body }: { readonly body: string | Uint8Array }) => ({
      response: { statusCode: 200, reason: '', ...answer(body) },
    }),
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {},
  }
}

async function listen(
  makeHandler: (msw: typeof import('msw')) => import('msw').RequestHandler,
): Promise<() => unknown> {
  const msw = await import('msw')
  const { setupServer } = await import('msw/node')
  setupServer(makeHandler(msw)).listen({ onUnhandledRequest: 'error', onUnhandledFrame: 'error' } as object)
  return createPut(createClient())
}

const isForAws = ({ request }: { readonly request: Request }) =>
  new URL(request.url).hostname.endsWith('.amazonaws.com')

/** The subjects that make calls in a process of their own. The last part of a name says what answers them. */
export const SUBJECTS: Readonly<Record<string, Load>> = {
  'requestHandler: constant': async () => {
    const constant = encoder.encode(REPLY_BODY)
    return createPut(createClient(createHandler(() => ({ headers: { ...constantHeaders }, body: constant }))))
  },
  'requestHandler: JSON': async () => createPut(createClient(createHandler(answerBytes))),
  'requestHandler: lightsail-ports-testkit': async () =>
    createPut(createClient(createLightsail({ instances: ['web-1'] }).requestHandler)),
  'requestHandler: aws-sdk-client-mock': async () => {
    const { mockClient } = await import('aws-sdk-client-mock')
    const client = createClient()
    const reply = JSON.parse(REPLY_BODY)
    mockClient(client)
      .onAnyCommand()
      .callsFake(async () => ({ ...reply }))
    return createPut(client)
  },
  'MSW: constant': () =>
    listen(({ http, HttpResponse }) =>
      http.all(isForAws, () => new HttpResponse(REPLY_BODY, { headers: constantHeaders })),
    ),
  'MSW: JSON': () =>
    listen(({ http, HttpResponse }) =>
      http.all(isForAws, async ({ request }) => {
        const { headers, body } = answerBytes(await request.text())
        return new HttpResponse(body as BodyInit, { headers })
      }),
    ),
  'MSW: lightsail-ports-testkit': () =>
    listen(() => {
      const [handler] = createLightsail({ instances: ['web-1'] }).handlers
      if (handler === undefined) throw new Error('There is no handler')
      return handler
    }),
  'MSW: nock': async () => {
    const { default: nock } = await import('nock')
    nock('https://lightsail.us-east-1.amazonaws.com')
      .persist()
      .post('/')
      .reply(200, async (request: Request) => answerJson(await request.text()), {
        'content-type': AWS_JSON,
      })
    return createPut(createClient())
  },
  'engine: one instance': async () => createEngine(['web-1']),
  'engine: 100,000 instances': async () =>
    createEngine(['web-1', ...Array.from({ length: 99_999 }, (_, index) => `other-${index}`)]),
}

function createEngine(instances: readonly string[]): () => unknown {
  const lightsail = createLightsail({ instances })
  return () => lightsail.handle({ method: 'POST', path: '/', headers: PUT_HEADERS, body: PUT_BODY })
}
