import type { Verdict } from '../checks/authentication.ts'
import { clipped, errorReply, LightsailError } from '../errors/index.ts'
import { isRegionName } from '../model/regions.ts'
import { readShape } from '../model/shape.ts'
import { OPERATIONS } from '../operations/index.ts'
import { AWS_JSON } from '../protocol/aws-json.ts'
import { parseBody } from '../protocol/body.ts'
import { regionOf } from '../sigv4/region.ts'
import { verifySignature } from '../sigv4/signature.ts'
import { isSameFirewall } from '../world/port-rule.ts'
import { type RulesChange, SUCCESS } from './calls.ts'
import { type Exchange, openExchange } from './exchange.ts'
import type { Answer } from './spoil.ts'
import { oddAnswer, spoil, statusOf } from './spoil.ts'
import { type EngineParts, STEPS } from './steps.ts'
import type { WireRequest, WireResponse } from './wire.ts'

/**
 * The simulated service without any transport: a request in, a reply out. It catches every error, but for those that a
 * clock of the user's own throws.
 */
export class Engine {
  readonly #parts: EngineParts
  #second = -1
  #date = ''

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  /** Answers at once, unless the signature has to be verified. */
  handle(request: WireRequest): WireResponse | Promise<WireResponse> {
    if (this.#parts.auth !== 'verify') return this.#handle(request)
    return this.#verify(request).then((verdict) => this.#handle(request, verdict))
  }

  #verify(request: WireRequest): Promise<Verdict> {
    const { world } = this.#parts
    const region = regionOf(request) ?? world.defaultRegion
    return verifySignature(request, {
      principals: world.principals,
      region,
      isRegionName,
      now: world.clock.now(),
    }).catch((thrown: unknown) => new LightsailError('InternalFailure', bugReport(thrown)))
  }

  #handle(request: WireRequest, verdict?: Verdict): WireResponse | Promise<WireResponse> {
    const { world } = this.#parts
    const at = world.clock.now()
    const requestId = world.ids.uuid()
    const exchange = openExchange(request, world, verdict, this.#parts.attempts)
    const answer = this.#answer(exchange)
    if (answer instanceof Promise) return answer.then((reply) => this.#reply(exchange, reply, at, requestId))
    return this.#reply(exchange, answer, at, requestId)
  }

  #reply(exchange: Exchange, reply: Answer, at: number, requestId: string): WireResponse {
    const { world, calls, attempts } = this.#parts
    attempts.note(exchange.request, reply.outcome)
    if (reply.outcome.forced && exchange.text === undefined) this.#readForJournal(exchange)
    const response: WireResponse = {
      status: reply.status,
      headers: {
        'Content-Type': AWS_JSON,
        'x-amzn-RequestId': requestId,
        Date: this.#dateHeader(world.clock.now()),
        Server: 'Server',
      },
      body: reply.body,
    }
    const sent = exchange.plan === undefined ? response : spoil(response, exchange.plan, world.clock.now())
    calls.add({
      number: calls.nextNumber(),
      at,
      operation: exchange.target,
      region: exchange.region,
      instanceName: nameIn(exchange),
      principal: exchange.principal?.arn,
      authorization: exchange.authorization,
      unknownMembers: exchange.unknownMembers.length === 0 ? NO_MEMBERS : exchange.unknownMembers,
      attempt: exchange.attempt.attempt,
      invocationId: exchange.attempt.invocationId,
      requestId,
      outcome: reply.outcome,
      body: exchange.text,
      rules: exchange.change,
      reply: sent.body,
    })
    return sent
  }

  #answer(exchange: Exchange): Answer | Promise<Answer> {
    const { world, bootTime } = this.#parts
    try {
      for (const step of STEPS) {
        exchange.check = step.name
        step.run(exchange, this.#parts)
        const odd = exchange.plan === undefined ? undefined : oddAnswer(exchange.plan)
        if (odd !== undefined) return odd
      }
      exchange.check = 'operation'
      const { operation, region, checked, instance, plan } = exchange
      const before = instance?.rules
      const output =
        operation?.run(
          { world, region, bootTime, slowly: plan?.slowly, isStale: plan?.isStale === true },
          checked,
          instance,
        ) ?? {}
      if (before !== undefined && instance !== undefined && instance.rules !== before) {
        exchange.change = changeOf(before, instance.rules)
      }
      const outcome =
        plan === undefined ? SUCCESS : { status: statusOf(plan, 200), forced: true, fault: plan.names.join(' and ') }
      const succeed = (value: object): Answer => ({ status: 200, body: JSON.stringify(value), outcome })
      if (!(output instanceof Promise)) return succeed(output)
      return output.then(succeed).catch((thrown: unknown) => this.#answerError(thrown, exchange))
    } catch (thrown) {
      return this.#answerError(thrown, exchange)
    }
  }

  /** A forced error is answered before the body is looked at; the journal still says what was in it. */
  #readForJournal(exchange: Exchange): void {
    const parsed = parseBody(exchange.request.body)
    const operation = OPERATIONS.get(exchange.target ?? '')
    exchange.text = parsed?.text
    if (parsed === undefined || operation === undefined) return
    exchange.operation = operation
    try {
      exchange.input = readShape(operation.input, parsed.value, exchange)
    } catch {
      // The call was already answered with the forced error; the problems of its input do not matter.
    }
  }

  #answerError(thrown: unknown, { plan, check }: Exchange): Answer {
    const error = thrown instanceof LightsailError ? thrown : new LightsailError('InternalFailure', bugReport(thrown))
    const reply = errorReply(error.name, error.details, this.#parts.statusCodes)
    return {
      ...reply,
      outcome: {
        status: plan === undefined ? reply.status : statusOf(plan, reply.status),
        error: error.name,
        message: error.message,
        ...(error.details.tip !== undefined && { tip: error.details.tip }),
        forced: plan !== undefined,
        ...(plan !== undefined && { fault: plan.names.join(' and ') }),
        ...(check !== 'forcedFault' && { check }),
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

/** The instance that the input names. A name may be a megabyte of something else. */
function nameIn({ operation, input }: Exchange): string | undefined {
  const name = operation?.instanceName?.(input)
  return name === undefined || name === '' ? undefined : clipped(name)
}

/** A change that leaves everything as it was is not kept: nearly all of a load test are such. */
function changeOf(before: RulesChange['before'], after: RulesChange['after']): RulesChange | undefined {
  return isSameFirewall(before, after) ? undefined : { before, after }
}

const NO_MEMBERS: readonly string[] = Object.freeze([])

function bugReport(thrown: unknown): { message: string } {
  return {
    message: `The simulation failed, which is a bug of lightsail-ports-testkit, not of its caller: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
  }
}
