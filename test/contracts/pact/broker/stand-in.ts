import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BrokerState, parse } from './broker-state.ts'
import { problemsOf, select } from './for-verification.ts'

/** Answers of a stand-in that are no rules of the broker: credentials, and forbidden requests. */
export interface StandInOptions {
  /** The header `Authorization` that may do everything. */
  readonly authorization?: string
  /** The header `Authorization` that may read only. */
  readonly readOnly?: string
  /** The requests that are forbidden: by a hook of the broker, or by a front-end. */
  readonly forbid?: 'results' | 'writes' | 'results by a front-end'
  /** The status of a front-end that has lost the broker: for results alone, or for reading a result that was recorded. */
  readonly lost?: { readonly status: number; readonly for: 'results' | 'reading results' }
}

export interface Reply {
  readonly status: number
  readonly body?: object
  readonly headers?: Record<string, string>
}

export interface ReceivedRequest {
  readonly method: string
  readonly path: string
  readonly authorization: string | undefined
  readonly body: string
}

/** A route: its pattern, and its answer for each method. The groups of the pattern are decoded. */
interface Route {
  readonly path: RegExp
  readonly methods: Readonly<Record<string, (request: RouteRequest) => Reply>>
}

interface RouteRequest {
  readonly groups: readonly string[]
  readonly query: URLSearchParams
  readonly json: Record<string, unknown> | undefined
  readonly type: string
}

const NOT_FOUND: Reply = { status: 404, body: { error: 'The requested document was not found on this server.' } }

/** A strict stand-in of a Pact broker: it refuses everything that the recorded broker refuses. */
export class StandIn {
  readonly state = new BrokerState()
  readonly received: ReceivedRequest[] = []
  /** Set it to change the answers while it runs. */
  options: StandInOptions
  #url = ''
  readonly #server = createServer(async (request, response) => {
    const reply = await this.#answer(request)
    const body = reply.body === undefined ? '' : JSON.stringify(reply.body)
    response.writeHead(reply.status, {
      ...(body !== '' && { 'Content-Type': 'application/hal+json;charset=utf-8' }),
      ...reply.headers,
    })
    response.end(request.method === 'HEAD' ? '' : body)
  })

  constructor(options: StandInOptions = {}) {
    this.options = options
  }

  static async start(options: StandInOptions = {}): Promise<StandIn> {
    const broker = new StandIn(options)
    await new Promise<void>((resolve) => broker.#server.listen(0, '127.0.0.1', resolve))
    broker.#url = `http://127.0.0.1:${(broker.#server.address() as AddressInfo).port}`
    return broker
  }

  get url(): string {
    return this.#url
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage): Promise<Reply> {
    const body = (await request.toArray()).join('')
    const { method = '', url: path = '', headers } = request
    this.received.push({ method, path, authorization: headers.authorization, body })
    const { pathname, searchParams } = new URL(path, this.#url)
    const refused = this.#lost(method, pathname) ?? this.#refusal(method, pathname, headers.authorization)
    if (refused !== undefined) return refused
    const route = this.#routes.find(({ path: pattern }) => pattern.test(pathname))
    if (route === undefined) return NOT_FOUND
    const run = route.methods[method]
    if (run === undefined) {
      const allow = [...Object.keys(route.methods), 'OPTIONS'].join(', ')
      return { status: 405, headers: { Allow: allow } }
    }
    const groups = (route.path.exec(pathname) ?? []).slice(1).map((one) => decodeURIComponent(one ?? ''))
    return run({ groups, query: searchParams, json: parse(body), type: headers['content-type'] ?? '' })
  }

  #lost(method: string, path: string): Reply | undefined {
    const { lost } = this.options
    const isResult = method === 'POST' && path.endsWith('/verification-results')
    const isReading = method === 'GET' && /\/verification-results\/\d+$/.test(path)
    return lost !== undefined && (lost.for === 'results' ? isResult : isReading) ? { status: lost.status } : undefined
  }

  #refusal(method: string, path: string, authorization: string | undefined): Reply | undefined {
    const { authorization: all, readOnly, forbid } = this.options
    const isWrite = !(method === 'GET' || method === 'HEAD' || path.endsWith('/for-verification'))
    const isBasic = all?.startsWith('Basic ') === true
    if (isBasic && authorization?.startsWith('Bearer ') === true) return { status: 400 }
    const isAllowed =
      all === undefined || authorization === all || (readOnly !== undefined && authorization === readOnly && !isWrite)
    if (!isAllowed) {
      return { status: 401, ...(isBasic && { headers: { 'WWW-Authenticate': 'Basic realm="Restricted area"' } }) }
    }
    const isResult = method === 'POST' && path.endsWith('/verification-results')
    if (forbid === 'results by a front-end' && isResult) return { status: 403, body: { error: 'read only' } }
    if ((forbid === 'results' && isResult) || (forbid === 'writes' && isWrite)) return { status: 403 }
    return undefined
  }

  #link(path: string): { href: string } {
    return { href: `${this.#url}${path}` }
  }

  readonly #routes: readonly Route[] = [
    { path: /^\/$/, methods: { GET: () => ({ status: 200, body: this.#index() }) } },
    { path: /^\/contracts\/publish$/, methods: { POST: ({ json = {} }) => this.state.publish(json) } },
    {
      path: /^\/pacts\/provider\/([^/]+)\/for-verification$/,
      methods: { GET: (request) => this.#listForVerification(request), POST: (request) => this.#select(request) },
    },
    {
      path: /^\/pacts\/provider\/([^/]+)\/latest$/,
      methods: { GET: () => ({ status: 200, body: { _embedded: {}, _links: {} } }) },
    },
    {
      path: /^\/pacts\/provider\/([^/]+)\/consumer\/([^/]+)\/(?:version\/([^/]+)|latest)$/,
      methods: { GET: (request) => this.#pactOfVersion(request) },
    },
    {
      path: /^\/pacts\/provider\/([^/]+)\/consumer\/([^/]+)\/pact-version\/([0-9a-f]{40})(?:\/metadata\/([^/]*))?$/,
      methods: {
        GET: ({ groups: [provider = '', consumer = '', sha = '', metadata = ''] }) =>
          this.#pact(provider, consumer, sha, metadata),
      },
    },
    {
      path: /^\/pacts\/provider\/([^/]+)\/consumer\/([^/]+)\/pact-version\/([0-9a-f]{40})(?:\/metadata\/([^/]*))?\/verification-results$/,
      methods: { POST: (request) => this.#recordResult(request) },
    },
    {
      path: /^\/pacts\/provider\/([^/]+)\/consumer\/([^/]+)\/pact-version\/([0-9a-f]{40})\/verification-results\/(\d+)$/,
      methods: { GET: (request) => this.#result(request) },
    },
    { path: /^\/pacticipants$/, methods: { GET: () => ({ status: 200, body: this.#pacticipants() }) } },
    { path: /^\/pacticipants\/([^/]+)$/, methods: { GET: ({ groups: [name = ''] }) => this.#pacticipant(name) } },
    {
      path: /^\/pacticipants\/([^/]+)\/versions\/([^/]+)$/,
      methods: { GET: ({ groups: [name = '', version = ''] }) => this.#version(name, version) },
    },
    {
      path: /^\/pacticipants\/([^/]+)\/branches\/([^/]+)\/versions\/([^/]+)$/,
      methods: { PUT: ({ groups: [name = '', branch = '', version = ''] }) => this.#putBranch(name, branch, version) },
    },
    {
      path: /^\/pacticipants\/([^/]+)\/versions\/([^/]+)\/deployed-versions\/environment\/([^/]+)$/,
      methods: {
        POST: ({ groups: [pacticipant = '', version = '', uuid = ''] }) => this.#deploy(pacticipant, version, uuid),
      },
    },
    {
      path: /^\/environments$/,
      methods: {
        GET: () => ({ status: 200, body: { _embedded: { environments: this.state.environments }, _links: {} } }),
        POST: ({ json = {} }) => {
          const environment = { uuid: randomUUID(), name: String(json['name']) }
          this.state.environments.push(environment)
          return { status: 201, body: environment }
        },
      },
    },
    { path: /^\/matrix$/, methods: { GET: (request) => this.#matrix(request) } },
    { path: /^\/webhooks$/, methods: { POST: () => ({ status: 201, body: { _links: {} } }) } },
  ]

  #index(): object {
    const provider = `/pacts/provider/{provider}/for-verification`
    return {
      _links: {
        self: this.#link(''),
        'pb:publish-contracts': this.#link('/contracts/publish'),
        'pb:pacticipants': this.#link('/pacticipants'),
        'pb:environments': this.#link('/environments'),
        'pb:provider-pacts-for-verification': { ...this.#link(provider), templated: true },
      },
    }
  }

  #listForVerification({ groups: [provider = ''], query }: RouteRequest): Reply {
    if (!this.state.versions.has(provider)) return noProvider(provider)
    if ([...query].length > 0) {
      return { status: 400, body: { errors: { consumer_version_selectors: ['tag is missing (at index 0)'] } } }
    }
    return {
      status: 200,
      body: { _embedded: { pacts: [] }, _links: { self: this.#link(`/pacts/provider/${provider}/for-verification`) } },
    }
  }

  #select({ groups: [provider = ''], json, type }: RouteRequest): Reply {
    if (!/^application\/(?:hal\+)?json/.test(type)) return { status: 415 }
    if (!this.state.versions.has(provider)) return noProvider(provider)
    if (json === undefined) return { status: 400, body: { error: "JSON::ParserError - unexpected token at '{'" } }
    const errors = problemsOf(json, this.state)
    if (errors !== undefined) return { status: 400, body: { errors } }
    const pacts = select(json, provider, this.state).map(({ publication, pending, wip, metadata }) => {
      const encoded = Buffer.from(`${metadata}${pending === true ? '&p=true' : ''}`).toString('base64url')
      const href = `/pacts/provider/${provider}/consumer/${publication.consumer}/pact-version/${publication.sha}/metadata/${encoded}`
      return {
        shortDescription: 'latest',
        verificationProperties: { ...(pending !== undefined && { pending }), ...(wip && { wip }), notices: [] },
        _links: { self: { ...this.#link(href), name: `Pact between ${publication.consumer} and ${provider}` } },
      }
    })
    return {
      status: 200,
      body: { _embedded: { pacts }, _links: { self: this.#link(`/pacts/provider/${provider}/for-verification`) } },
    }
  }

  #pactOfVersion({ groups: [provider = '', consumer = '', version = ''] }: RouteRequest): Reply {
    const found = this.state.publications.findLast(
      (one) => one.consumer === consumer && one.provider === provider && (version === '' || one.version === version),
    )
    return found === undefined ? NOT_FOUND : this.#pact(provider, consumer, found.sha, '')
  }

  #pact(provider: string, consumer: string, sha: string, metadata: string): Reply {
    const content = this.state.contents.get(sha)
    if (content === undefined) return NOT_FOUND
    const path = `/pacts/provider/${provider}/consumer/${consumer}/pact-version/${sha}`
    const results = `${path}${metadata === '' ? '' : `/metadata/${metadata}`}/verification-results`
    const interactions = content['interactions']
    return {
      status: 200,
      body: {
        ...content,
        ...(Array.isArray(interactions) && {
          interactions: interactions.map((one) => ({
            _id: createHash('sha1').update(JSON.stringify(one)).digest('hex'),
            ...one,
          })),
        }),
        _links: {
          self: this.#link(path),
          'pb:provider': { ...this.#link(`/pacticipants/${provider}`), name: provider },
          'pb:publish-verification-results': this.#link(results),
        },
      },
    }
  }

  #recordResult({ groups: [provider = '', consumer = '', sha = ''], json }: RouteRequest): Reply {
    if (!this.state.contents.has(sha)) return NOT_FOUND
    if (json === undefined) return { status: 400, body: { error: 'JSON::ParserError' } }
    const recorded = this.state.record(consumer, sha, json)
    if ('errors' in recorded) return { status: 400, body: recorded }
    const path = `/pacts/provider/${provider}/consumer/${consumer}/pact-version/${sha}/verification-results/${recorded.number}`
    return {
      status: 201,
      headers: { Location: `${this.#url}${path}` },
      body: { ...json, _links: { self: this.#link(path) } },
    }
  }

  #result({ groups: [, , , number = ''] }: RouteRequest): Reply {
    const result = this.state.results.find((one) => one.number === Number(number))
    return result === undefined ? NOT_FOUND : { status: 200, body: result.body }
  }

  #pacticipants(): object {
    return { _embedded: { pacticipants: [...this.state.versions].map((name) => ({ name })) }, _links: {} }
  }

  #pacticipant(name: string): Reply {
    if (!this.state.versions.has(name)) return NOT_FOUND
    const branch = `/pacticipants/${name}/branches/{branch}/versions/{version}`
    return { status: 200, body: { name, _links: { 'pb:branch-version': { ...this.#link(branch), templated: true } } } }
  }

  #version(name: string, version: string): Reply {
    if (!this.state.hasVersion(name, version)) return NOT_FOUND
    const links = this.state.environments.map((one) => ({
      name: one.name,
      ...this.#link(`/pacticipants/${name}/versions/${version}/deployed-versions/environment/${one.uuid}`),
    }))
    return { status: 200, body: { number: version, _links: { 'pb:record-deployment': links } } }
  }

  #putBranch(name: string, branch: string, version: string): Reply {
    const isNew = this.state.addVersion(name, version, branch)
    const path = `/pacticipants/${name}/branches/${encodeURIComponent(branch)}/versions/${version}`
    const reply = { status: isNew ? 201 : 200, body: { _links: { self: this.#link(path) } } }
    return isNew ? { ...reply, headers: { Location: `${this.#url}${path}` } } : reply
  }

  #deploy(pacticipant: string, version: string, uuid: string): Reply {
    if (!this.state.hasVersion(pacticipant, version)) return NOT_FOUND
    this.state.deployments.push({ pacticipant, version, uuid })
    return { status: 201, body: { currentlyDeployed: true } }
  }

  #matrix({ query }: RouteRequest): Reply {
    const environment = query.get('environment')
    if (environment !== null && !this.state.environments.some(({ name }) => name === environment)) {
      return { status: 400, body: { errors: [`Environment with name '${environment}' does not exist`] } }
    }
    const [first = '', second] = query.getAll('q[][pacticipant]')
    const [version = '', other = ''] = query.getAll('q[][version]')
    if (second === undefined) {
      return {
        status: 200,
        body: { summary: { deployable: this.state.canIDeploy(first, version, environment ?? '') } },
      }
    }
    const publications = this.state.publications.filter(
      (one) => one.consumer === first && (version === '' || one.version === version),
    )
    const verdicts = publications.flatMap((one) => {
      const versions =
        other === '' ? this.state.results.filter(({ sha }) => sha === one.sha).map((result) => result.version) : [other]
      return versions.map((providerVersion) => this.state.verdict(one, providerVersion))
    })
    const deployable = verdicts.includes(false) ? false : verdicts.includes(null) ? null : true
    return { status: 200, body: { summary: { deployable } } }
  }
}

function noProvider(name: string): Reply {
  return { status: 404, body: { error: `No provider with name '${name}' found` } }
}
