import { expect, test } from 'vitest'
import { PORT_OPERATIONS } from '../../../mocks/model/port-operations.ts'
import { PORTS_CAN_CHANGE } from '../../../mocks/operations/change-ports.ts'
import { OPERATIONS } from '../../../mocks/operations/index.ts'

test('the operations that change ports are those that declare its states', () => {
  const declared = [...OPERATIONS.values()].filter(({ states }) => states === PORTS_CAN_CHANGE)
  expect(declared.map(({ name }) => name)).toEqual(PORT_OPERATIONS)
})
