import { type Auth, checkAuthentication } from '../checks/authentication.ts'
import { type Access, authorize, checkAuthorization } from '../checks/authorization.ts'
import { accessKeyOf, credentialOf } from '../checks/credential.ts'
import { checkExistence } from '../checks/existence.ts'
import { checkAccount, checkRegion } from '../checks/setup.ts'
import { checkState } from '../checks/state.ts'
import type { TokenBuckets } from '../checks/throttling.ts'
import { catalogueEntry, type ErrorDetails, type ErrorName, LightsailError, type StatusCodes } from '../errors/index.ts'
import type { FaultScript } from '../faults/fault-script.ts'
import type { FaultSubject } from '../faults/fault-subject.ts'
import { OPERATIONS } from '../operations/index.ts'
import { invalidInput } from '../operations/invalid-input.ts'
import type { OperationOptions } from '../operations/operation.ts'
import { readShape } from '../operations/shape.ts'
import type { World } from '../world/world.ts'
import { checkSize, type ParsedBody, parseBody, tryParse } from './body.ts'
import type { CallJournal } from './calls.ts'
import { type Exchange, readAttempt } from './exchange.ts'
import { readTarget } from './target.ts'

/** What an engine works on. */
export interface EngineParts {
  readonly world: World
  readonly faults: FaultScript
  readonly calls: CallJournal
  readonly auth: Auth
  /** Where calls are throttled. */
  readonly buckets: TokenBuckets | undefined
  readonly statusCodes: StatusCodes
  readonly options: OperationOptions
}

function nameIn(input: object): string {
  return (input as { readonly instanceName?: string }).instanceName ?? ''
}

/** What a fault may be chosen by. The body is read when it is first asked for, however many faults ask. */
function subjectOf({ target, region, principal, request }: Exchange): FaultSubject {
  let parsed: ParsedBody | undefined | false = false
  return {
    ...{ operation: target, region, principal: principal?.arn },
    attempt: readAttempt(request.headers['amz-sdk-request']),
    get input() {
      if (parsed === false) parsed = tryParse(request.body)
      return parsed?.value
    },
    get instanceName() {
      const { input } = this
      if (typeof input !== 'object' || input === null || !('instanceName' in input)) return undefined
      return typeof input.instanceName === 'string' ? input.instanceName : undefined
    },
  }
}

/** The text of an AccessDeniedException names the action that was asked for. */
function actionText(error: ErrorName, target: string | undefined): ErrorDetails {
  if (error !== 'AccessDeniedException' || target === undefined) return {}
  return { message: catalogueEntry(error).message.replaceAll('PutInstancePublicPorts', target) }
}

type Step = (exchange: Exchange, parts: EngineParts) => void

/**
 * The order of the checks (assumed): the first that throws decides the answer. A test holds each precedence.
 */
export const STEPS: readonly Step[] = [
  function forcedFault(exchange, { faults }) {
    if (faults.isEmpty) return
    const plan = faults.take(subjectOf(exchange))
    exchange.plan = plan
    if (plan?.error === undefined) return
    throw new LightsailError(plan.error.error, { ...actionText(plan.error.error, exchange.target), ...plan.error })
  },
  function size({ request }) {
    checkSize(request.body)
  },
  function target(exchange) {
    exchange.operation = readTarget(exchange.request, exchange.target, OPERATIONS)
  },
  function json(exchange) {
    const { request, operation } = exchange
    const { value, text } = parseBody(request.body)
    exchange.text = text
    if (operation !== undefined) exchange.input = readShape(operation.input, value, exchange)
  },
  function authentication({ request, principal, verdict }, { auth, world }) {
    checkAuthentication(auth, request, world.principals.size > 0, principal, verdict)
  },
  function throttling({ request, principal, operation }, { buckets }) {
    if (operation !== undefined)
      buckets?.take(principal?.arn ?? accessKeyOf(credentialOf(request) ?? ''), operation.name)
  },
  function accountSetup(_exchange, { world }) {
    checkAccount(world)
  },
  function regionSetup({ region }, { world }) {
    checkRegion(world, region)
  },
  function input(exchange, { world, options }) {
    const { operation, complain, problems } = exchange
    exchange.checked = operation?.check(exchange.input, complain, options)
    // What an instance cannot have is told with the rest, if there is the instance.
    if (operation?.onInstance === true) exchange.instance = world.instance(exchange.region, nameIn(exchange.input))
    if (exchange.instance !== undefined && operation?.checkOn !== undefined) {
      exchange.checked = operation.checkOn(exchange.checked, exchange.instance, complain)
    }
    if (problems.length > 0) throw invalidInput(problems)
  },
  function authorization(exchange, { world }) {
    const { principal, operation, region, request, input, instance } = exchange
    if (principal === undefined || operation === undefined) return
    const access: Access = {
      ...{ principal, operation: operation.name, region, instance, sourceIp: request.sourceIp ?? '127.0.0.1' },
      // The actions that change ports are those that have resource-level control.
      instanceName: operation.changesPorts ? nameIn(input) : undefined,
    }
    exchange.authorization = authorize(world, access)
    checkAuthorization(exchange.authorization, access)
  },
  function existence(exchange, { world }) {
    const { operation, region, input, instance } = exchange
    if (operation?.onInstance === true) checkExistence(world, region, nameIn(input), instance)
  },
  function state({ operation, instance }) {
    if (operation?.changesPorts === true && instance !== undefined) checkState(instance)
  },
]
