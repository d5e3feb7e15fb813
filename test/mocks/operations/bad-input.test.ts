import fc from 'fast-check'
import { createLightsail, errorCatalogue } from 'lightsail-ports-testkit'
import { describe, expect, test } from 'vitest'
import { DEFAULT_RULES } from '../../../mocks/behaviours.ts'
import type { Shape, Structure } from '../../../mocks/model/shape.ts'
import { OPERATIONS } from '../../../mocks/operations/index.ts'
import { rawHeaders } from '../../support/doors.ts'
import { sampleInputOf } from '../../support/sample-calls.ts'

type Json = Record<string, unknown>

const ERRORS = new Set<string>(errorCatalogue.map(({ name }) => name))

/** Values that are wrong for a shape, whatever the operation. */
function wrongFor(shape: Shape): unknown[] {
  const wrong: Record<Shape['type'], unknown[]> = {
    string: [0, true, [], {}, ['a']],
    integer: ['1', 1.5, true, [], {}, 3e9, -3e9],
    boolean: ['true', 1, [], {}],
    timestamp: ['2026-01-31T12:00:00Z', true, [], {}],
    list: ['a', 1, {}, true],
    map: ['a', 1, [], true],
    structure: ['a', 1, [], true],
  }
  const { pattern } = shape as Extract<Shape, { type: 'string' }>
  const texts = ['', ' ', '\n', '\u0000', '../é', '💥'].filter((text) => pattern?.isMet(text, DEFAULT_RULES) === false)
  return [...wrong[shape.type], ...texts]
}

/** Values that hold one wrong part, for lists and structures. */
function wrongInside(shape: Shape): unknown[] {
  if (shape.type === 'structure') return [...wrongInputs(shape, {})]
  if (shape.type === 'map')
    return [...wrongFor(shape.of), ...wrongInside(shape.of), null].map((wrong) => ({ one: wrong }))
  if (shape.type !== 'list') return []
  return [...wrongFor(shape.of), ...wrongInside(shape.of), null].map((wrong) => [wrong])
}

/** Makes every input that differs from a valid one in one member, which is wrong. */
function* wrongInputs(shape: Structure, valid: Json): Generator<Json> {
  for (const name of shape.required) {
    const { [name]: _missing, ...rest } = valid
    yield rest
    yield { ...valid, [name]: null }
  }
  for (const [name, member] of Object.entries(shape.members)) {
    for (const wrong of [...wrongFor(member), ...wrongInside(member)]) yield { ...valid, [name]: wrong }
  }
}

const WORLD = {
  instances: ['web-1', { name: 'app-1', state: 'stopped' as const }],
}

async function call(name: string, input: unknown) {
  const lightsail = createLightsail(WORLD)
  const before = JSON.stringify(lightsail.export())
  const headers = rawHeaders(name)
  const reply = await lightsail.handle({ method: 'POST', path: '/', headers, body: JSON.stringify(input) })
  return { reply, isUnchanged: JSON.stringify(lightsail.export()) === before }
}

/** The name of the error that a reply has, without its namespace. */
function errorOf(body: string): string {
  return String(JSON.parse(body).__type).replace(/^.*#/, '')
}

describe('a wrong input', () => {
  test.each([...OPERATIONS.values()])('of $name is an error of AWS, and changes nothing', async ({ name, input }) => {
    for (const wrong of wrongInputs(input, sampleInputOf(name))) {
      const { reply, isUnchanged } = await call(name, wrong)
      const at = JSON.stringify(wrong)
      expect([at, reply.status]).toEqual([at, 400])
      expect([at, ['InvalidInputException', 'SerializationException'].includes(errorOf(reply.body))]).toEqual([
        at,
        true,
      ])
      expect([at, isUnchanged]).toEqual([at, true])
    }
  })

  test('whatever it is, is answered, and never with a failure of the simulation', async () => {
    const names = [...OPERATIONS.keys()]
    const members = [...new Set([...OPERATIONS.values()].flatMap(({ input }) => Object.keys(input.members)))]
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom('web-1', 'app-1', 'us-east-1a', '__proto__', 'constructor', 'nano_3_0', 'ipv6', true, 0),
    )
    const inputs = fc.dictionary(fc.constantFrom(...members), value, { maxKeys: 6 })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.boolean(), inputs, async (name, isNearlyValid, input) => {
        const { reply } = await call(name, { ...(isNearlyValid && sampleInputOf(name)), ...input })
        if (reply.status === 200) return
        expect(ERRORS).toContain(errorOf(reply.body))
        expect(errorOf(reply.body)).not.toBe('InternalFailure')
      }),
      { numRuns: 400 },
    )
  })
})
