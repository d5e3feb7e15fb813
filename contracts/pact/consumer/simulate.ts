import {
  type Call,
  createService,
  createVirtualClock,
  type InstancePortState,
  type ServiceOptions,
  serve,
} from '../../../mocks/server/index.ts'
import { worldOfState } from '../../../mocks/states/index.ts'
import { type Ran, runCall } from '../../consumers/run-call.ts'
import type { ContractCase } from './cases.ts'
import { type ConsumerOptions, consumerCall } from './consumer.ts'

/** A call against the simulation, and its effects. */
export interface Simulated extends Ran {
  /** The secret key of the call. */
  readonly secretAccessKey: string
  readonly calls: readonly Call[]
  /** The ports of the instance before the call and after it; `undefined` if there is no such instance. */
  readonly before: readonly InstancePortState[] | undefined
  readonly after: readonly InstancePortState[] | undefined
}

/** The reply to a request. */
export interface Reply {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

const MOMENT = '2026-01-31T12:00:00Z'

/** Runs a consumer against the simulation, over HTTP. */
export async function simulate(
  consumer: ConsumerOptions,
  one: ContractCase,
  options: ServiceOptions = {},
): Promise<Simulated> {
  const service = serviceFor(one, options)
  const { name } = one.state.parameters
  const ports = () => (service.instances.has(name) ? service.instances.get(name).ports : undefined)
  const before = ports()
  const server = await serve(service)
  try {
    const given = await consumerCall(server.url, one.input)
    const ran = await runCall(consumer, given)
    const { secretAccessKey } = given.credentials
    return { ...ran, secretAccessKey, calls: [...service.calls], before, after: ports() }
  } finally {
    await server.close()
  }
}

/** Returns the replies of the simulation to the requests of a case. They are the same at every run. */
export async function replyToCalls(
  one: ContractCase,
  calls: readonly Pick<Call, 'operation' | 'input'>[],
  headersFor: (operation: string | undefined) => Readonly<Record<string, string>>,
): Promise<Reply[]> {
  const service = serviceFor(one, { clock: createVirtualClock(MOMENT) })
  const replies: Reply[] = []
  for (const { operation, input } of calls) {
    const response = await service.fetch('https://lightsail.us-east-1.amazonaws.com/', {
      method: 'POST',
      headers: headersFor(operation),
      body: JSON.stringify(input ?? {}),
    })
    replies.push({ status: response.status, body: (await response.json()) as Reply['body'] })
  }
  return replies
}

function serviceFor({ state }: ContractCase, options: ServiceOptions) {
  return createService({ ...worldOfState(state.name, state.parameters), ...options })
}
