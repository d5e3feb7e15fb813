import { isReadOperation } from '../../../mocks/model/index.ts'
import { fail, type JudgementRule, pass } from './judgement.ts'

export const noOtherOperation: JudgementRule = {
  name: 'no-other-operation',
  title: 'it changes nothing but the ports that it is to open',
  fix: 'Call only what opens ports, or name the operation as allowed (--operation, operations).',
  judge({ exchanges }, { operations }) {
    const needed = ['PutInstancePublicPorts', 'OpenInstancePublicPorts', ...operations]
    // A request that only looks for a server names no operation.
    const names = new Set(exchanges.flatMap(({ operation }) => operation ?? []))
    const others = [...names].filter((name) => !isReadOperation(name) && !needed.includes(name))
    return others.length === 0 ? pass('it only read and opened ports') : fail(`it called ${others.join(', ')}`)
  },
}
