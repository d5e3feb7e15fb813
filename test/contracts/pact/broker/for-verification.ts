import type { BrokerState, Publication } from './broker-state.ts'

/** A pact that the broker selects. */
export interface Selected {
  readonly publication: Publication
  readonly pending: boolean | undefined
  readonly wip: boolean
  /** The selectors that select it, as the metadata of its URL has them. */
  readonly metadata: string
}

type Selector = Readonly<Record<string, unknown>>

const CRITERIA = [
  'environment',
  'tag',
  'branch',
  'latest',
  'mainBranch',
  'deployed',
  'released',
  'deployedOrReleased',
  'matchingBranch',
]

/** Returns the errors of a request for pacts, by the rules of the recorded broker. */
export function problemsOf(body: Record<string, unknown>, state: BrokerState): Record<string, string[]> | undefined {
  const errors: Record<string, string[]> = {}
  const { providerVersionBranch: branch, providerVersionTags: tags, includePendingStatus: pending } = body
  const since = body['includeWipPactsSince']
  if (pending !== undefined && typeof pending !== 'boolean') {
    errors['includePendingStatus'] = [pending === null ? 'must be filled' : 'must be one of: true, false']
  }
  if (since !== undefined && (typeof since !== 'string' || Number.isNaN(Date.parse(since)))) {
    errors['includeWipPactsSince'] = ['must be a date']
  }
  const hasTags = Array.isArray(tags) && tags.length > 0
  if (typeof branch === 'string' && branch !== '' && branch.trim() === '') {
    errors['providerVersionBranch'] = ['cannot be blank']
  } else if (branch === '' && !hasTags && (pending === true || since !== undefined)) {
    errors['providerVersionBranch'] = [
      'when pending or WIP pacts are enabled and there are no tags provided, the provider version branch must not be an empty string, as it is used in the calculations for WIP/pending. A value must be provided (recommended), or it must not be set at all.',
    ]
  }
  const selectors = problemsOfSelectors(body['consumerVersionSelectors'], state)
  if (selectors.length > 0) errors['consumerVersionSelectors'] = selectors
  return Object.keys(errors).length > 0 ? errors : undefined
}

function problemsOfSelectors(selectors: unknown, state: BrokerState): string[] {
  if (selectors === undefined) return []
  if (!Array.isArray(selectors)) return ['must be an array']
  return selectors.flatMap((selector: unknown, index) => {
    const problem = problemOfSelector(selector, state)
    return problem === undefined ? [] : [`${problem} (at index ${index})`]
  })
}

function problemOfSelector(selector: unknown, state: BrokerState): string | undefined {
  if (typeof selector !== 'object' || selector === null || Array.isArray(selector)) return 'must be a hash'
  const { mainBranch, branch, latest, deployedOrReleased, matchingBranch, environment } = selector as Selector
  if (mainBranch !== undefined && mainBranch !== true) return 'mainBranch must be one of: true'
  if (deployedOrReleased !== undefined && deployedOrReleased !== true) return 'deployedOrReleased must be one of: true'
  if (!CRITERIA.some((one) => (selector as Selector)[one] !== undefined)) {
    return 'must specify a value for environment or tag or branch, or specify mainBranch=true, matchingBranch=true, latest=true, deployed=true, released=true or deployedOrReleased=true'
  }
  if (mainBranch === true && branch !== undefined) {
    return 'cannot specify mainBranch=true with any other criteria apart from consumer'
  }
  if (branch !== undefined && latest === false) return 'cannot specify a branch with latest=false'
  if (matchingBranch === true)
    return 'the providerVersionBranch must be specified when the selector matchingBranch=true is used'
  if (environment !== undefined && !state.environments.some(({ name }) => name === environment)) {
    return `environment with name '${environment}' does not exist`
  }
  return undefined
}

/** Selects the pacts for a request that is right. One content is listed once. */
export function select(body: Record<string, unknown>, provider: string, state: BrokerState): Selected[] {
  const all = state.publications.filter((one) => one.provider === provider)
  const given = (body['consumerVersionSelectors'] ?? []) as readonly Selector[]
  const selectors = given.length === 0 ? [{ latest: true, silent: true }] : given
  const branch = body['providerVersionBranch'] as string | undefined
  const pendingOf = (sha: string) =>
    body['includePendingStatus'] === false ? undefined : state.isPending(sha, provider, branch)
  const bySha = new Map<string, Selected>()
  for (const selector of selectors) {
    for (const publication of publicationsOf(selector, all, state)) {
      const index = all.indexOf(publication) + 1
      const before = bySha.get(publication.sha)?.metadata ?? ''
      const metadata = `${before}${before === '' ? '' : '&'}s[][l]=true&s[][cv]=${index}`
      const pending = pendingOf(publication.sha)
      bySha.set(publication.sha, { publication, pending, wip: false, metadata })
    }
  }
  const selected = [...bySha.values()].toSorted((left, right) =>
    left.publication.consumer < right.publication.consumer ? -1 : 1,
  )
  return [...selected, ...workInProgress(body, all, bySha, provider, state)]
}

function publicationsOf(selector: Selector, all: readonly Publication[], state: BrokerState): Publication[] {
  const own = all.filter(({ consumer }) => selector['consumer'] === undefined || selector['consumer'] === consumer)
  const latest = (matches: (one: Publication) => boolean) =>
    [...new Set(own.map(({ consumer }) => consumer))].flatMap(
      (consumer) => own.findLast((one) => one.consumer === consumer && matches(one)) ?? [],
    )
  if (selector['mainBranch'] === true) return latest(({ branch }) => branch === 'main')
  if (selector['branch'] !== undefined) return latest(({ branch }) => branch === selector['branch'])
  if (selector['latest'] === true) return latest(() => true)
  const environment = selector['environment'] as string | undefined
  return own.filter((one) => state.isDeployed(one.consumer, one.version, environment))
}

function workInProgress(
  body: Record<string, unknown>,
  all: readonly Publication[],
  selected: ReadonlyMap<string, Selected>,
  provider: string,
  state: BrokerState,
): Selected[] {
  const branch = body['providerVersionBranch'] as string | undefined
  if (body['includeWipPactsSince'] === undefined || !branch) return []
  return all
    .filter((one) => one.branch !== undefined && !selected.has(one.sha))
    .filter((one) => state.isPending(one.sha, provider, branch))
    .filter((one) => all.findLast((other) => other.consumer === one.consumer && other.branch === one.branch) === one)
    .map((publication) => ({ publication, pending: true, wip: true, metadata: 'w=true' }))
}
