import type { Service } from '../../../mocks/doors/index.ts'
import { isObject, parseJson } from '../../../mocks/protocol/index.ts'
import type { LightsailService } from '../../../mocks/server/index.ts'

/** The members of an operation that has failed. */
const FAILED = {
  isTerminal: true,
  status: 'Failed',
  errorCode: 'OperationFailure',
  errorDetails: 'The operation failed to execute.',
}

/** Lets every operation that the service has started be Failed in the very reply. */
export function failOperations(service: LightsailService): Service {
  return {
    clock: service.clock,
    handle: async (...args) => {
      const reply = await service.handle(...args)
      const body = parseJson(reply.body)
      const operation = isObject(body) ? body['operation'] : undefined
      if (!isObject(operation) || operation['status'] !== 'Started') return reply
      service.clock.advance('1m')
      return { ...reply, body: JSON.stringify({ ...(body as object), operation: { ...operation, ...FAILED } }) }
    },
  }
}
