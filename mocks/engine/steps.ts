import { type Auth, checkAuthentication } from '../checks/authentication.ts'
import { type Access, authorize, checkAuthorization, denialText, resourceOf } from '../checks/authorization.ts'
import { checkExistence, checkResource } from '../checks/existence.ts'
import { checkAccount, checkRegion } from '../checks/setup.ts'
import { checkState } from '../checks/state.ts'
import type { TokenBuckets } from '../checks/throttling.ts'
import { type ErrorDetails, type ErrorName, LightsailError, type StatusCodes } from '../errors/index.ts'
import type { FaultScript } from '../faults/fault-script.ts'
import type { FaultSubject } from '../faults/fault-subject.ts'
import { readShape } from '../model/shape.ts'
import { OPERATIONS } from '../operations/index.ts'
import { invalidInput } from '../operations/invalid-input.ts'
import type { AnyOperation, BootTime } from '../operations/operation.ts'
import { isTooLarge, type ParsedBody, parseBody } from '../protocol/body.ts'
import { accessKeyOf, credentialOf } from '../sigv4/credential.ts'
import type { ResourceName } from '../world/resource.ts'
import type { World } from '../world/world.ts'
import type { Attempts } from './attempts.ts'
import type { CallJournal } from './calls.ts'
import type { Exchange } from './exchange.ts'
import { ANY_INPUT, type ReplyScript } from './replies.ts'
import { readTarget } from './target.ts'

/** The parts that an engine works on. */
export interface EngineParts {
  readonly world: World
  readonly faults: FaultScript
  readonly calls: CallJournal
  readonly attempts: Attempts
  readonly auth: Auth
  /** The token buckets, if calls are throttled. */
  readonly buckets: TokenBuckets | undefined
  readonly statusCodes: StatusCodes
  readonly bootTime: BootTime
  /** The answers that tests give for operations. */
  readonly replies: ReplyScript
}

/** Returns the facts that faults are matched against. The body is parsed once, when the first fault looks at it. */
function subjectOf({ target, region, principal, request, attempt }: Exchange): FaultSubject {
  let parsed: ParsedBody | undefined | false = false
  return {
    operation: target,
    region,
    principal: principal?.arn,
    attempt: attempt.attempt,
    get input() {
      if (parsed === false) parsed = parseBody(request.body)
      return parsed?.value
    },
    get instanceName() {
      const { input } = this
      if (typeof input !== 'object' || input === null || !('instanceName' in input)) return undefined
      return typeof input.instanceName === 'string' ? input.instanceName : undefined
    },
  }
}

const SOMEBODY = 'arn:aws:iam::123456789012:user/web'

/** Returns the text of a forced AccessDeniedException, which names the action and the resource of the request. */
function forcedText(error: ErrorName, { target, region }: Exchange, world: World, subject: FaultSubject): ErrorDetails {
  if (error !== 'AccessDeniedException' || target === undefined) return {}
  const isOnInstance = OPERATIONS.get(target)?.authorizedOn === 'instance' && subject.instanceName !== undefined
  const resource = isOnInstance ? ({ type: 'Instance', name: subject.instanceName } as const) : undefined
  return { message: denialText(subject.principal ?? SOMEBODY, target, resourceOf(world, region, resource)) }
}

/** The resources that a call must be allowed on; `undefined` stands for an action without resource-level control. */
function resourcesToAuthorize(operation: AnyOperation, input: object): readonly (ResourceName | undefined)[] {
  if (operation.authorizedOn === '*') return [undefined]
  const name = operation.instanceName?.(input)
  const instance: readonly ResourceName[] = name === undefined ? [] : [{ type: 'Instance', name }]
  return [...instance, ...(operation.resources?.(input) ?? [])]
}

/** The tags that a request gives to a resource. They are read already, so their form is right. */
function requestTagsOf(operation: AnyOperation, input: object): Readonly<Record<string, string>> | undefined {
  if (operation.input.members['tags'] === undefined) return undefined
  const { tags = [] } = input as { readonly tags?: readonly { readonly key?: string; readonly value?: string }[] }
  return Object.fromEntries(tags.map(({ key = '', value = '' }) => [key, value]))
}

/** The keys of the tags that a request gives to a resource, or removes from it. */
function tagKeysOf(operation: AnyOperation, input: object): readonly string[] | undefined {
  if (operation.input.members['tagKeys'] !== undefined) return (input as { readonly tagKeys?: string[] }).tagKeys
  const tags = requestTagsOf(operation, input)
  return tags === undefined ? undefined : Object.keys(tags)
}

/** The input of a request without a body. */
const NO_MEMBERS: ParsedBody = { value: {}, text: '{}' }

/** A check of a request. Its name is a text: tools that shorten a package rename its functions. */
interface Step {
  readonly name: string
  readonly run: (exchange: Exchange, parts: EngineParts) => void
}

/**
 * The order of the checks (assumed): the first that throws decides the answer. A test holds each precedence.
 */
export const STEPS: readonly Step[] = [
  {
    name: 'forcedFault',
    run(exchange, { faults, world }) {
      if (faults.isEmpty) return
      const subject = subjectOf(exchange)
      const plan = faults.take(subject)
      exchange.plan = plan
      if (plan?.error === undefined) return
      const { error } = plan.error
      throw new LightsailError(error, { ...forcedText(error, exchange, world, subject), ...plan.error })
    },
  },
  {
    name: 'size',
    run({ request }) {
      if (isTooLarge(request.body)) throw new LightsailError('RequestEntityTooLargeException')
    },
  },
  {
    name: 'target',
    run(exchange, { replies }) {
      exchange.operation = readTarget(exchange.request, exchange.target, OPERATIONS, replies)
    },
  },
  {
    name: 'json',
    run(exchange) {
      const { request, operation } = exchange
      const parsed = request.body.length === 0 ? NO_MEMBERS : parseBody(request.body)
      // As on AWS, without a text.
      if (parsed === undefined) throw new LightsailError('SerializationException', { message: '' })
      exchange.text = parsed.text
      // An operation that a test answers takes any input.
      if (operation !== undefined && operation.input !== ANY_INPUT)
        exchange.input = readShape(operation.input, parsed.value, exchange)
    },
  },
  {
    name: 'authentication',
    run({ request, principal, verdict }, { auth, world }) {
      checkAuthentication(auth, request, world.principals.size > 0, principal, verdict)
    },
  },
  {
    name: 'throttling',
    run({ request, principal, operation }, { buckets }) {
      if (operation !== undefined)
        buckets?.take(principal?.arn ?? accessKeyOf(credentialOf(request) ?? ''), operation.name)
    },
  },
  {
    name: 'accountSetup',
    run(_exchange, { world }) {
      checkAccount(world)
    },
  },
  {
    name: 'regionSetup',
    run({ region }, { world }) {
      checkRegion(world, region)
    },
  },
  {
    name: 'input',
    run(exchange, { world }) {
      const { operation, complain, problems, rules } = exchange
      exchange.checked = operation?.check(exchange.input, complain, rules)
      // Problems that depend on the instance are reported with the others.
      const name = operation?.instanceName?.(exchange.input)
      if (name !== undefined) exchange.instance = world.instance(exchange.region, name)
      if (operation?.checkOn !== undefined) {
        exchange.checked = operation.checkOn(exchange.checked, exchange.instance, complain, rules)
      }
      if (problems.length > 0) throw invalidInput(problems)
    },
  },
  {
    name: 'authorization',
    run(exchange, { world }) {
      const { principal, operation, region, request, input } = exchange
      if (principal === undefined || operation === undefined) return
      for (const resource of resourcesToAuthorize(operation, input)) {
        const access: Access = {
          principal,
          operation: operation.name,
          region,
          resource,
          requestTags: requestTagsOf(operation, input),
          tagKeys: tagKeysOf(operation, input),
          tags: resource === undefined ? undefined : world.resource(region, resource)?.tags,
          sourceIp: request.sourceIp ?? '127.0.0.1',
        }
        exchange.authorization = authorize(world, access)
        checkAuthorization(exchange.authorization, access, world)
      }
    },
  },
  {
    name: 'existence',
    run(exchange, { world }) {
      const { operation, region, input, instance } = exchange
      const name = operation?.instanceName?.(input)
      if (name !== undefined) checkExistence(world, region, name, instance)
      for (const resource of operation?.resources?.(input) ?? []) checkResource(world, region, resource)
    },
  },
  {
    name: 'state',
    run({ operation, instance }) {
      if (operation?.states === undefined || instance === undefined) return
      checkState(instance, operation.states, operation.purpose ?? 'change the ports of an instance')
    },
  },
]
