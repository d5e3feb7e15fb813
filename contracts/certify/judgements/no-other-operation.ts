import { isReadOperation } from '../../../mocks/model/index.ts'
import { isObject } from '../../../mocks/protocol/index.ts'
import type { Exchange } from '../exchange.ts'
import { fail, type JudgementRule, pass } from './judgement.ts'

export const noOtherOperation: JudgementRule = {
  name: 'no-other-operation',
  title: 'it changes nothing but the ports that it is to open',
  fix: 'Call only what opens ports, or name the operation as allowed (--operation, operations).',
  judge({ exchanges }, { operations }) {
    const needed = ['PutInstancePublicPorts', 'OpenInstancePublicPorts', ...operations]
    // A request that only looks for a server names no operation.
    const called = exchanges.filter((exchange, index) => !takesBack(exchange, exchanges.slice(0, index)))
    const names = new Set(called.flatMap(({ operation }) => operation ?? []))
    const others = [...names].filter((name) => !isReadOperation(name) && !needed.includes(name))
    return others.length === 0 ? pass('it only read and opened ports') : fail(`it called ${others.join(', ')}`)
  },
}

/** Tells whether a request closes a rule that the consumer itself has opened before. */
function takesBack({ operation, input }: Exchange, earlier: readonly Exchange[]): boolean {
  return (
    operation === 'CloseInstancePublicPorts' &&
    earlier.some((one) => one.operation === 'OpenInstancePublicPorts' && one.status === 200 && isInputOf(one, input))
  )
}

function isInputOf({ input }: Exchange, other: unknown): boolean {
  return isObject(input) && isObject(other) && JSON.stringify(input['portInfo']) === JSON.stringify(other['portInfo'])
}
