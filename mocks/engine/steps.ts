import { type Auth, checkAuthentication } from '../checks/authentication.ts'
import { findInstance } from '../checks/existence.ts'
import { checkAccount, checkRegion } from '../checks/setup.ts'
import { checkState } from '../checks/state.ts'
import { LightsailError, type StatusCodes } from '../errors/index.ts'
import type { FaultScript } from '../faults/fault-script.ts'
import { invalidInput } from '../operations/change-ports.ts'
import { OPERATIONS } from '../operations/index.ts'
import type { OperationOptions } from '../operations/operation.ts'
import { readShape } from '../operations/shape.ts'
import type { World } from '../world/world.ts'
import { checkSize, parseBody, tryParse } from './body.ts'
import type { CallJournal } from './calls.ts'
import type { Exchange } from './exchange.ts'
import { readTarget } from './target.ts'

/** What an engine works on. */
export interface EngineParts {
  readonly world: World
  readonly faults: FaultScript
  readonly calls: CallJournal
  readonly auth: Auth
  readonly statusCodes: StatusCodes
  readonly options: OperationOptions
}

/** The first check: a fault that waits for this call. */
export function forceFault(exchange: Exchange, { faults }: EngineParts): void {
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

function instanceNameOf(body: string | Uint8Array): string | undefined {
  const value = tryParse(body)?.value
  if (typeof value !== 'object' || value === null || !('instanceName' in value)) return undefined
  return typeof value.instanceName === 'string' ? value.instanceName : undefined
}

type Step = (exchange: Exchange, parts: EngineParts) => void

/**
 * The order of the checks behind the faults (assumed): the first that throws decides the answer. A test holds each precedence.
 */
export const STEPS: readonly Step[] = [
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
