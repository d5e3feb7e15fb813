import { expect, test } from 'vitest'
import { BLUEPRINTS } from '../../../mocks/model/blueprint-table.ts'
import { blueprintOf, isBlueprintId } from '../../../mocks/model/blueprints.ts'
import { BUNDLES, bundleOf } from '../../../mocks/model/bundles.ts'

test('every blueprint that is listed has default ports and a user name of its own', () => {
  expect(BLUEPRINTS.filter(({ blueprintId }) => !isBlueprintId(blueprintId))).toEqual([])
  expect(new Set(BLUEPRINTS.map(({ blueprintId }) => blueprintId)).size).toBe(BLUEPRINTS.length)
})

test('a Windows blueprint has the port of its remote desktop, and no other has', () => {
  const hasDesktop = ({ blueprintId }: { blueprintId: string }) =>
    blueprintOf(blueprintId).ports.some(({ fromPort }) => fromPort === 3389)
  expect(BLUEPRINTS.filter((one) => hasDesktop(one) !== (one.platform === 'WINDOWS'))).toEqual([])
})

test('every bundle is found by its id in any Region', () => {
  expect(BUNDLES.filter(({ bundleId }) => bundleOf(bundleId)?.bundleId !== bundleId)).toEqual([])
  expect(bundleOf('nano_3_2')?.bundleId).toBe('nano_3_0')
  expect(bundleOf('constructor')).toBeUndefined()
})
