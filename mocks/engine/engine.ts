import { type Auth, checkAuthentication } from '../checks/authentication.ts'
import { findInstance } from '../checks/existence.ts'
import { checkAccount, checkRegion } from '../checks/setup.ts'
import { checkState } from '../checks/state.ts'
import { errorReply, LightsailError, type StatusCodes } from '../errors/index.ts'
import type { Fault } from '../faults/fault.ts'
import type { FaultScript } from '../faults/fault-script.ts'
import { invalidInput } from '../operations/change-ports.ts'
import { OPERATIONS } from '../operations/index.ts'
import type { AnyOperation, OperationOptions } from '../operations/operation.ts'
import { readShape } from '../operations/shape.ts'
import type { Instance } from '../world/instance.ts'
import type { World } from '../world/world.ts'
import { checkSize, parseBody, tryParse } from './body.ts'
import type { CallJournal, Outcome } from './calls.ts'
import { regionOfHost, regionOfScope } from './endpoint.ts'
import { readTarget } from './target.ts'
import { CONTENT_TYPE, TARGET_PREFIX, type WireRequest, type WireResponse } from './wire.ts'

/** What an engine works on. */
export interface EngineParts {
  readonly world: World
  readonly faults: FaultScript
  readonly calls: CallJournal
  readonly auth: Auth
  readonly statusCodes: StatusCodes
  readonly options: OperationOptions
}

/** One request's way, and what is known of it so far. */
interface Exchange {
  readonly request: WireRequest
  readonly region: string
  /** The operation that the request names, simulated or not. */
  readonly target: string | undefined
  fault: Fault | undefined
  operation: AnyOperation | undefined
  /** The body as text, once it is known to be JSON. */
  text: string | undefined
  input: object
  checked: unknown
  instance: Instance | undefined
  readonly problems: string[]
  readonly unknownMembers: string[]
  readonly complain: (at: string, problem: string) => void
}

/**
 * The simulated service without any transport: a request in, a reply out. It never throws: only here is anything
 * caught.
 */
export class Engine {
  readonly #parts: EngineParts
  #second = -1
  #date = ''

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  handle(request: WireRequest): WireResponse {
    const { world, calls } = this.#parts
    const at = world.clock.now()
    const requestId = world.ids.uuid()
    const exchange = this.#open(request)
    const reply = this.#answer(exchange)
    calls.add({
      number: calls.nextNumber(),
      at,
      operation: exchange.target,
      region: exchange.region,
      unknownMembers: exchange.unknownMembers.length === 0 ? NO_MEMBERS : exchange.unknownMembers,
      attempt: readAttempt(request.headers['amz-sdk-request']),
      invocationId: request.headers['amz-sdk-invocation-id']?.slice(0, 64),
      requestId,
      outcome: reply.outcome,
      body: exchange.text,
    })
    const headers: WireResponse['headers'] = {
      'Content-Type': CONTENT_TYPE,
      'x-amzn-RequestId': requestId,
      Date: this.#dateHeader(world.clock.now()),
      Server: 'Server',
    }
    const { fault } = exchange
    if (fault === undefined) return { status: reply.status, headers, body: reply.body }
    if ('fault' in fault) return { status: reply.status, headers, body: reply.body, transport: fault }
    if (fault.retryAfter !== undefined) headers['Retry-After'] = fault.retryAfter
    return { status: reply.status, headers, body: reply.body }
  }

  #open(request: WireRequest): Exchange {
    const { authorization, host } = request.headers
    const target = request.headers['x-amz-target']
    const problems: string[] = []
    return {
      request,
      region:
        (host === undefined ? undefined : regionOfHost(host)) ??
        (authorization === undefined ? undefined : regionOfScope(authorization)) ??
        this.#parts.world.defaultRegion,
      target: target?.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length, 128) : undefined,
      fault: undefined,
      operation: undefined,
      text: undefined,
      input: {},
      checked: undefined,
      instance: undefined,
      problems,
      unknownMembers: [],
      complain: (at, problem) => problems.push(`${at}: ${problem}`),
    }
  }

  #answer(exchange: Exchange): { status: number; body: string; outcome: Outcome } {
    const { world, options } = this.#parts
    try {
      forceFault(exchange, this.#parts)
      if (isLost(exchange.fault)) return LOST
      for (const step of STEPS) step(exchange, this.#parts)
      const { operation, region, checked, instance } = exchange
      const output = operation?.run({ world, region, options }, checked, instance) ?? {}
      return {
        status: 200,
        body: JSON.stringify(output),
        outcome: exchange.fault === undefined ? SUCCESS : { status: 200, forced: true },
      }
    } catch (thrown) {
      return this.#answerError(thrown, exchange)
    }
  }

  #answerError(thrown: unknown, { fault }: Exchange): { status: number; body: string; outcome: Outcome } {
    const error = thrown instanceof LightsailError ? thrown : new LightsailError('InternalFailure', bugReport(thrown))
    const reply = errorReply(error.name, error.details, this.#parts.statusCodes)
    return {
      ...reply,
      outcome: {
        status: reply.status,
        error: error.name,
        message: error.message,
        ...(error.details.tip !== undefined && { tip: error.details.tip }),
        forced: fault !== undefined,
      },
    }
  }

  /** HTTP dates have whole seconds, so one text serves all calls of a second. */
  #dateHeader(now: number): string {
    const second = Math.floor(now / 1000)
    if (second !== this.#second) {
      this.#second = second
      this.#date = new Date(second * 1000).toUTCString()
    }
    return this.#date
  }
}

const SUCCESS: Outcome = Object.freeze({ status: 200, forced: false })
const NO_MEMBERS: readonly string[] = Object.freeze([])

type Step = (exchange: Exchange, parts: EngineParts) => void

/** The first check: a fault that waits for this call. */
function forceFault(exchange: Exchange, { faults }: EngineParts): void {
  const { target, region, request } = exchange
  // Read once, however many faults ask for it.
  let name: { readonly is: string | undefined } | undefined
  const instanceName = () => {
    name ??= { is: instanceNameOf(request.body) }
    return name.is
  }
  exchange.fault = faults.take({ operation: target, region, instanceName })
  if (exchange.fault === undefined || 'fault' in exchange.fault) return
  exchange.text = tryParse(request.body)?.text
  throw new LightsailError(exchange.fault.error, exchange.fault)
}

function isLost(fault: Fault | undefined): boolean {
  return fault !== undefined && 'fault' in fault && fault.fault === 'neverAnswer'
}

const LOST = { status: 0, body: '', outcome: { status: 0, forced: true } }

/**
 * The order of the checks behind the faults (assumed): the first that throws decides the answer. A test holds each precedence.
 */
const STEPS: readonly Step[] = [
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
  function authentication({ request }, { auth }) {
    checkAuthentication(auth, request.headers['authorization'])
  },
  function accountSetup(_exchange, { world }) {
    checkAccount(world)
  },
  function regionSetup({ region }, { world }) {
    checkRegion(world, region)
  },
  function input(exchange, { options }) {
    const { operation, complain, problems } = exchange
    exchange.checked = operation?.check(exchange.input, complain, options)
    if (problems.length > 0) throw invalidInput(problems)
  },
  function existence(exchange, { world }) {
    if (exchange.operation?.onInstance !== true) return
    const { instanceName = '' } = exchange.input as { readonly instanceName?: string }
    exchange.instance = findInstance(world, exchange.region, instanceName)
  },
  function state({ operation, instance }) {
    if (operation?.changesPorts === true && instance !== undefined) checkState(instance)
  },
]

function instanceNameOf(body: string | Uint8Array): string | undefined {
  const value = tryParse(body)?.value
  if (typeof value !== 'object' || value === null || !('instanceName' in value)) return undefined
  return typeof value.instanceName === 'string' ? value.instanceName : undefined
}

/** `attempt=2; max=3`, as SDKs number their tries; botocore writes `ttl=…` in front. */
function readAttempt(header: string | undefined): number | undefined {
  const digits = header === undefined ? undefined : /(?:^|; ?)attempt=(\d{1,6})\b/.exec(header)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function bugReport(thrown: unknown): { message: string } {
  return {
    message: `The simulation failed, which is a bug of lightsail-ports-testkit, not of its caller: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
  }
}
