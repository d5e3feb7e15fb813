import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { StandIn, type StandInOptions } from './stand-in.ts'

interface Entry {
  readonly pageref: string
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: readonly { readonly name: string; readonly value: string }[]
    readonly postData?: { readonly text: string }
  }
  readonly response: { readonly status: number; readonly content: { readonly text?: string } }
}

function entriesOf(file: string): readonly Entry[] {
  const url = new URL(`./recordings/${file}.har`, import.meta.url)
  return JSON.parse(readFileSync(url, 'utf8')).log.entries
}

const TOKEN = { authorization: 'Bearer right' }
const BASIC = { authorization: 'Basic cmlnaHQ6cmlnaHQ=', readOnly: 'Basic cmVhZDpvbmx5' }
const WRONG = { Bearer: 'Bearer wrong', Basic: 'Basic d3Jvbmc6d3Jvbmc=' }

/** The credentials of the recordings are left out. These are the ones of each step that has not the right ones. */
const CREDENTIALS: Readonly<Record<string, string>> = {
  '3b-token step-03': WRONG.Bearer,
  '3b-token step-06': WRONG.Bearer,
  '3b-token step-07': WRONG.Bearer,
  '3b-token step-08': WRONG.Bearer,
  '3c-basic-auth step-03': WRONG.Basic,
  '3c-basic-auth step-04': BASIC.readOnly,
  '3c-basic-auth step-05': BASIC.readOnly,
  '3c-basic-auth step-06': BASIC.readOnly,
  '3c-basic-auth step-07': WRONG.Bearer,
  '3c-basic-auth step-08': WRONG.Basic,
  '3c-basic-auth step-09': BASIC.readOnly,
  '3c-basic-auth step-11': BASIC.readOnly,
}
const FORBIDDEN: Readonly<Record<string, NonNullable<StandInOptions['forbid']>>> = {
  'step-02': 'results',
  'step-03': 'writes',
  'step-04': 'results by a front-end',
}

/** Replays recorded requests against a stand-in, whose own hashes and ids take the place of the recorded ones. */
class Replay {
  readonly broker: StandIn
  readonly #own = new Map<string, string>()

  constructor(broker: StandIn) {
    this.broker = broker
  }

  /** Sends a recorded request. Returns the parts of both answers that must be equal. */
  async send(file: string, { pageref, request, response }: Entry) {
    const authorization = request.headers.some(({ name }) => name.toLowerCase() === 'authorization')
      ? (CREDENTIALS[`${file} ${pageref}`] ?? this.broker.options.authorization)
      : undefined
    const type = request.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value
    const reply = await fetch(this.#translate(request.url).replace('http://broker.example', this.broker.url), {
      method: request.method,
      headers: {
        ...(authorization !== undefined && { Authorization: authorization }),
        ...(type !== undefined && { 'Content-Type': type }),
      },
      body: request.postData?.text ?? null,
    })
    const [text, recorded] = [await reply.text(), response.content.text ?? '']
    this.#learn(recorded, text)
    return {
      own: { status: reply.status, ...essentials(text) },
      recorded: { status: response.status, ...essentials(recorded) },
    }
  }

  /** Learns the hash of a new content from the call of a webhook, which names it. */
  learnFromWebhook(text: string): void {
    const { pactUrl, consumer, consumerVersion } = parse(text) ?? {}
    const hash = /pact-version\/([0-9a-f]{40})/.exec(pactUrl ?? '')?.[1]
    const publication = this.broker.state.publications.find(
      (one) => one.consumer === consumer && one.version === consumerVersion,
    )
    if (hash !== undefined && publication !== undefined) this.#own.set(hash, publication.sha)
  }

  #translate(url: string): string {
    let own = url
    for (const [from, to] of this.#own) own = own.replaceAll(from, to)
    return own
  }

  /** Learns hashes, numbers and ids from answers that list the same things. */
  #learn(recorded: string, own: string): void {
    const patterns = [
      /pact-version\/([0-9a-f]{40})/g,
      /(\/metadata\/[\w-]+)/g,
      /(verification-results\/\d+)/g,
      /environment\/([0-9a-f-]{36})/g,
    ]
    for (const pattern of patterns) {
      const [theirs, ours] = [recorded, own].map((text) => [
        ...new Set([...selfLinks(text).matchAll(pattern)].map(([, one]) => one ?? '')),
      ])
      if (theirs?.length !== ours?.length) continue
      for (const [index, one] of (theirs ?? []).entries()) this.#own.set(one, ours?.[index] ?? '')
    }
  }
}

/** Returns the URLs of an answer that the next requests use. */
function selfLinks(text: string): string {
  const json = parse(text)
  const pacts = json?._embedded?.pacts
  if (Array.isArray(pacts)) return pacts.map((one) => one._links.self.href).join(' ')
  const deployments = json?._links?.['pb:record-deployment']
  if (Array.isArray(deployments)) return deployments.map(({ href }) => href).join(' ')
  return json?._links?.self?.href ?? ''
}

// biome-ignore lint/suspicious/noExplicitAny: the answers have many forms
function parse(text: string): any {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Returns the parts of an answer that decide what a client does. */
function essentials(text: string): object {
  const json = parse(text)
  const pacts = json?._embedded?.pacts
  return {
    ...(json?.errors?.contracts === undefined && json?.errors !== undefined && { errors: json.errors }),
    ...(Array.isArray(json?.errors?.contracts) && { errors: json.errors.contracts.length }),
    ...(json?.summary !== undefined && { deployable: json.summary.deployable }),
    ...(json?.success !== undefined && { success: json.success, version: json.providerApplicationVersion }),
    ...(Array.isArray(pacts) &&
      pacts.some((one) => one.verificationProperties !== undefined) && {
        pacts: pacts.map((one) => ({
          consumer: /consumer\/([^/]+)/.exec(one._links.self.href)?.[1],
          pending: one.verificationProperties.pending,
          wip: one.verificationProperties.wip,
        })),
      }),
  }
}

/** The list that no verifier reads, and what the receiver of a webhook gets, are not compared. */
const isCompared = ({ request }: Entry) =>
  !request.url.startsWith('http://ci.example') &&
  !(request.method === 'GET' && request.url.endsWith('/for-verification'))

let broker: StandIn
afterEach(() => broker[Symbol.asyncDispose]())

async function replay(replayed: Replay, file: string): Promise<number> {
  let count = 0
  for (const entry of entriesOf(file)) {
    if (entry.request.url.startsWith('http://ci.example')) {
      replayed.learnFromWebhook(entry.request.postData?.text ?? '')
      continue
    }
    if (file === '3d-forbidden') {
      const { [entry.pageref]: forbid } = FORBIDDEN
      replayed.broker.options = forbid === undefined ? {} : { forbid }
    }
    const { own, recorded } = await replayed.send(file, entry)
    const place = `${file} ${entry.pageref}: ${entry.request.method} ${entry.request.url} ${entry.request.postData?.text.slice(0, 200) ?? ''}`
    if (isCompared(entry)) expect(own, place).toEqual(recorded)
    else expect(own).toMatchObject({ status: recorded.status })
    count += 1
  }
  return count
}

describe('the stand-in answers as the recorded broker did', () => {
  test('to every request of one broker, in order', async () => {
    broker = await StandIn.start()
    const replayed = new Replay(broker)
    let count = 0
    for (const file of [
      '1-publish',
      '2a-for-verification',
      '2b-for-verification-refused',
      '2c-for-verification-by-hand',
      '3a-results',
      '4-deploy',
      '5-pact-url',
      '6-index',
    ]) {
      count += await replay(replayed, file)
    }
    expect(count).toBeGreaterThan(180)
  })

  test.each([
    ['3b-token', TOKEN],
    ['3c-basic-auth', BASIC],
    ['3d-forbidden', {}],
  ])('to every request of %s', async (file, options) => {
    broker = await StandIn.start(options)
    expect(await replay(new Replay(broker), file)).toBeGreaterThan(10)
  })
})
