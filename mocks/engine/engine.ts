import { errorReply, LightsailError } from '../errors/index.ts'
import type { Fault } from '../faults/fault.ts'
import type { Outcome } from './calls.ts'
import { type Exchange, openExchange, readAttempt } from './exchange.ts'
import { type EngineParts, forceFault, STEPS } from './steps.ts'
import { CONTENT_TYPE, type WireRequest, type WireResponse } from './wire.ts'

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
    const exchange = openExchange(request, world.defaultRegion)
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

function isLost(fault: Fault | undefined): boolean {
  return fault !== undefined && 'fault' in fault && fault.fault === 'neverAnswer'
}

const LOST = { status: 0, body: '', outcome: Object.freeze({ status: 0, forced: true }) }

function bugReport(thrown: unknown): { message: string } {
  return {
    message: `The simulation failed, which is a bug of lightsail-ports-testkit, not of its caller: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
  }
}
