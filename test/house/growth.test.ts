import { expect, test } from 'vitest'
import { JUDGEMENT_KIND, SITUATION_KIND } from './kinds/certificate.ts'
import { DOCUMENTED_ERROR_KIND, ERROR_KIND } from './kinds/errors.ts'
import { FAULT_KIND } from './kinds/faults.ts'
import { IMPORTER_KIND } from './kinds/importers.ts'
import { findMissing } from './kinds/kind.ts'
import { OPERATION_KIND } from './kinds/operations.ts'
import { RULE_KIND } from './kinds/rules.ts'

// CONTRIBUTING.md says how to add one of each.
const KINDS = [
  OPERATION_KIND,
  ERROR_KIND,
  DOCUMENTED_ERROR_KIND,
  FAULT_KIND,
  SITUATION_KIND,
  JUDGEMENT_KIND,
  IMPORTER_KIND,
  RULE_KIND,
]

test.each(KINDS)('every $name has all that belongs to it', async (kind) => {
  expect(kind.members.length).toBeGreaterThan(2)
  expect(new Set(kind.members).size).toBe(kind.members.length)
  expect(await findMissing(kind)).toEqual([])
})

test('what is missing is said by name', async () => {
  const kind = {
    name: 'planet',
    members: ['mars', 'pluto'],
    needs: [{ what: 'an orbit of its own', isMet: async (member: string) => member === 'mars' }],
  }
  expect(await findMissing(kind)).toEqual(['planet pluto lacks an orbit of its own'])
})
