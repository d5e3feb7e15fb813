import { createHash } from 'node:crypto'

export interface Publication {
  readonly consumer: string
  readonly version: string
  readonly branch: string | undefined
  readonly provider: string
  readonly sha: string
}

export interface Result {
  readonly number: number
  readonly consumer: string
  readonly sha: string
  readonly version: string
  readonly success: boolean
  readonly body: Record<string, unknown>
}

export interface Environment {
  readonly uuid: string
  readonly name: string
}

/** Everything that a broker knows. */
export class BrokerState {
  readonly publications: Publication[] = []
  readonly contents = new Map<string, Record<string, unknown>>()
  readonly results: Result[] = []
  readonly environments: Environment[] = []
  readonly deployments: { readonly pacticipant: string; readonly version: string; readonly uuid: string }[] = []
  /** The branches of versions, by `pacticipant/version`. */
  readonly branches = new Map<string, Set<string>>()
  readonly versions = new Set<string>()

  /** Publishes a pact. Returns the problem if that is refused. */
  publish(body: Record<string, unknown>): { readonly status: number; readonly body: object } {
    const { pacticipantName: name, pacticipantVersionNumber: version, branch, contracts } = body as never as PublishBody
    // A defect of the broker itself.
    if (contracts.length === 0) return { status: 500, body: { error: { message: 'An error has occurred.' } } }
    for (const [index, { consumerName, providerName, content }] of contracts.entries()) {
      const problem = (text: string) => ({
        status: 400,
        body: { errors: { contracts: [`${text} (at index ${index})`] } },
      })
      if (consumerName !== name) {
        return problem(`consumerName ('${consumerName}') must match pacticipantName ('${name}')`)
      }
      const pact = parse(Buffer.from(content, 'base64').toString())
      if (pact === undefined) return problem('content could not be parsed as application/json')
      const sha = createHash('sha1')
        .update(`${consumerName} ${JSON.stringify(pact)}`)
        .digest('hex')
      const before = this.publications.find((one) => one.consumer === name && one.version === version)
      if (before !== undefined && before.sha !== sha) {
        return { status: 409, body: { notices: [], errors: { contracts: ['Cannot change the content of the pact'] } } }
      }
      this.contents.set(sha, pact)
      this.addVersion(name, version, branch)
      this.addVersion(providerName, undefined, undefined)
      if (before === undefined) {
        this.publications.push({ consumer: name, version, branch, provider: providerName, sha })
      }
    }
    return { status: 200, body: { notices: [], _links: {} } }
  }

  addVersion(pacticipant: string, version: string | undefined, branch: string | undefined): boolean {
    this.versions.add(pacticipant)
    if (version === undefined) return false
    const key = `${pacticipant}/${version}`
    const branches = this.branches.get(key) ?? new Set()
    const isNew = branch !== undefined && !branches.has(branch)
    if (branch !== undefined) branches.add(branch)
    this.branches.set(key, branches)
    return isNew
  }

  hasVersion(pacticipant: string, version: string): boolean {
    return this.branches.has(`${pacticipant}/${version}`)
  }

  /** Records a result. Returns the problem if that is refused. */
  record(consumer: string, sha: string, body: Record<string, unknown>): Result | { readonly errors: object } {
    const { success, providerApplicationVersion: version } = body
    const errors: Record<string, string[]> = {}
    if (success === undefined) errors['success'] = ['is missing']
    else if (typeof success !== 'boolean') errors['success'] = ['must be boolean']
    if (version === undefined) errors['providerApplicationVersion'] = ['is missing']
    else if (version === '') errors['providerApplicationVersion'] = ['must be filled']
    if (Object.keys(errors).length > 0) return { errors }
    const provider = this.publications.find((one) => one.sha === sha)?.provider ?? ''
    this.addVersion(provider, version as string, undefined)
    const number = this.results.length + 101
    const result = { number, consumer, sha, version: version as string, success: success as boolean, body }
    this.results.push(result)
    return result
  }

  /** Tells whether a content is pending for a branch of the provider. */
  isPending(sha: string, provider: string, branch: string | undefined): boolean {
    return !this.results.some((result) => {
      if (result.sha !== sha || !result.success) return false
      const branches = this.branches.get(`${provider}/${result.version}`) ?? new Set()
      return branch === undefined || branch === '' || branches.has(branch) || branches.has('main')
    })
  }

  isDeployed(pacticipant: string, version: string, environment?: string): boolean {
    const place = this.environments.find(({ name }) => name === environment)
    return this.deployments.some(
      (one) =>
        one.pacticipant === pacticipant &&
        one.version === version &&
        (environment === undefined || one.uuid === place?.uuid),
    )
  }

  /** Answers can-i-deploy: yes, no, or `null` for unknown. */
  canIDeploy(consumer: string, version: string, environment: string): boolean | null {
    const publication = this.publications.find((one) => one.consumer === consumer && one.version === version)
    if (publication === undefined) return false
    const uuid = this.environments.find(({ name }) => name === environment)?.uuid
    const deployed = this.deployments.filter((one) => one.pacticipant === publication.provider && one.uuid === uuid)
    const verdicts = deployed.map((one) => this.verdict(publication, one.version))
    if (verdicts.includes(false)) return false
    return verdicts.length === 0 || verdicts.includes(null) ? null : true
  }

  verdict({ sha }: Publication, providerVersion: string): boolean | null {
    return this.results.findLast((one) => one.sha === sha && one.version === providerVersion)?.success ?? null
  }
}

interface PublishBody {
  readonly pacticipantName: string
  readonly pacticipantVersionNumber: string
  readonly branch?: string
  readonly contracts: readonly {
    readonly consumerName: string
    readonly providerName: string
    readonly content: string
  }[]
}

export function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
