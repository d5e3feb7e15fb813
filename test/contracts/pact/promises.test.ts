import {
  type ConsumerOptions,
  type ConsumerOutcome,
  checkConsumer,
  type Expectation,
  rejects,
  resolves,
  retries,
} from 'lightsail-ports-testkit/contracts'
import { describe, expect, test } from 'vitest'
import { checkCase } from '../../../contracts/pact/consumer/check-case.ts'
import { caseNamed, PROMISES, RIGHT_CONSUMER, WRONG_CONSUMERS } from './wrong-consumers.ts'

const ONE_RULE = caseNamed('a success: one rule')
const optionsFor = (call: ConsumerOptions['call'], more: Partial<ConsumerOptions> = {}): ConsumerOptions => ({
  name: 'consumer',
  call,
  handles: PROMISES,
  ...more,
})
const check = (call: ConsumerOptions['call'], more: Partial<ConsumerOptions> = {}) =>
  checkConsumer(optionsFor(call, more))

describe('a promise', () => {
  test('without a meaning is refused when it is made', () => {
    for (const attempts of [0, -1, 1.5, Number.NaN, '3' as never]) {
      expect(() => retries(attempts)).toThrow(/is not a number of requests\. Use a whole number from 1\./)
    }
    for (const spec of [undefined, null, 3, true] as never[]) {
      expect(() => rejects('NotFoundException', spec)).toThrow(/does not describe an error\. Use its name/)
    }
  })

  test('that is missing, or is for an unknown error, is refused by name', async () => {
    const { NotFoundException: _none, ...without } = PROMISES
    // @ts-expect-error: leaving one out does not compile
    const options: ConsumerOptions = { name: 'consumer', call: RIGHT_CONSUMER, handles: without }
    await expect(checkConsumer(options)).rejects.toThrow('handles does not say what it does on NotFoundException.')
    await expect(check(RIGHT_CONSUMER, { handles: { ...PROMISES, NotFound: rejects() } as never })).rejects.toThrow(
      'handles has NotFound. Use AccessDeniedException',
    )
    await expect(check(RIGHT_CONSUMER, { name: 'no/name' })).rejects.toThrow('its name is "no/name"')
    await expect(check('call' as never)).rejects.toThrow('call is not a function')
    for (const handle of [resolves, rejects, retries]) {
      const handles = { ...PROMISES, NotFoundException: handle as never }
      await expect(check(RIGHT_CONSUMER, { handles })).rejects.toThrow('what it does on NotFoundException')
    }
    for (const concurrency of [0, 1.5, Number.NaN, '2']) {
      const options = { concurrency: concurrency as number }
      await expect(check(RIGHT_CONSUMER, options)).rejects.toThrow('its concurrency is')
    }
    for (const timeout of [0, -1, Number.POSITIVE_INFINITY, 2 ** 31, '5s']) {
      await expect(check(RIGHT_CONSUMER, { timeout: timeout as number })).rejects.toThrow('its timeout is')
    }
  })

  test.each<[string, ConsumerOptions['handles']['AccessDeniedException'], boolean]>([
    ['a name', rejects('AccessDeniedException'), true],
    ['another name', rejects('NotFoundException'), false],
    ['a pattern of the text', rejects(/not authorized|other words/), true],
    ['a pattern of another text', rejects(/nope/), false],
    ['a class', rejects(Error), true],
    ['another class', rejects(RangeError), false],
    ['members', rejects({ $fault: 'client', message: /./ }), true],
    ['other members', rejects({ $fault: 'server' }), false],
    ['a name, a class and members', rejects('AccessDeniedException', Error, { $fault: 'client' }), true],
    ['a success', resolves(), false],
    ['a number of requests', retries(1), true],
    ['a number of requests and another name', retries(1, rejects('NotFoundException')), false],
    ['another number of requests', retries(2), false],
    ['a name and another class', rejects('AccessDeniedException', RangeError), false],
    ['a number of requests and a function that returns false', retries(1, () => false), false],
    ['a function of the error', rejects((error: Error) => error.name === 'AccessDeniedException'), true],
    ['a function of the error that returns false', rejects(async () => false), false],
    ['a pattern with the flag g', rejects(/./g), true],
    ['a function that returns another promise', () => rejects('NotFoundException'), false],
    ['a function that does not throw', () => {}, true],
    ['a function that returns false', () => false, false],
    [
      'a function that throws',
      ({ error }) => {
        throw error
      },
      false,
    ],
  ])('can be made with %s', async (_what, AccessDeniedException, isKept) => {
    const options = optionsFor(RIGHT_CONSUMER, { handles: { ...PROMISES, AccessDeniedException } })
    const { problems } = await checkCase(options, caseNamed('AccessDeniedException'))
    expect(problems.length === 0).toBe(isKept)
  })

  test('of a list is kept by a list of the same length, and of an object by one with at least its members', async () => {
    const given = { list: [1, { a: 1, b: 2 }], status: 'done' }
    const kept = async (spec: object) => {
      const call: ConsumerOptions['call'] = async (it) => {
        await RIGHT_CONSUMER(it)
        return given
      }
      const options = optionsFor(call, { handles: { ...PROMISES, success: resolves(spec) } })
      return (await checkCase(options, ONE_RULE)).problems.length === 0
    }
    expect(await kept({ list: [1, { a: 1 }] })).toBe(true)
    expect(await kept({ list: [1] })).toBe(false)
    expect(await kept({ list: [1, { c: 1 }] })).toBe(false)
  })

  test('of a number of requests names both numbers', () => {
    const outcome = (attempts: number): ConsumerOutcome => ({
      settled: 'rejected',
      value: undefined,
      error: new Error('no'),
      attempts,
    })
    const { problem } = retries(3) as { problem: (given: ConsumerOutcome) => unknown }
    expect(problem(outcome(1))).toBe('it sent 1 request, and should send 3')
    expect(problem(outcome(2))).toBe('it sent 2 requests, and should send 3')
  })

  test('of a number of requests is broken by a consumer that succeeds in the end', async () => {
    const swallows = WRONG_CONSUMERS[0]?.call ?? RIGHT_CONSUMER
    const options = optionsFor(swallows, { handles: { ...PROMISES, AccessDeniedException: retries(1) } })
    const { problems } = await checkCase(options, caseNamed('AccessDeniedException'))
    expect(problems).toMatchObject([{ check: 'promise' }])
  })

  test('of a value is kept by a value with at least its members', async () => {
    const kept = async (success: Expectation) => {
      const options = optionsFor(RIGHT_CONSUMER, { handles: { ...PROMISES, success } })
      return (await checkCase(options, ONE_RULE)).problems.length === 0
    }
    expect(await kept(resolves((value: unknown) => JSON.stringify(value) === '{"status":"done"}'))).toBe(true)
    expect(await kept(resolves(() => false))).toBe(false)
    expect(await kept(resolves(async () => false))).toBe(false)
    expect(await kept(resolves({ list: [1, { a: 1 }] }))).toBe(false)
    expect(
      await kept(
        resolves(() => {
          throw new Error('no')
        }),
      ),
    ).toBe(false)
    expect(await kept(resolves(new Map([['status', 'done']])))).toBe(false)
    expect(await kept(resolves({ status: /^do/g }))).toBe(true)
    expect(await kept(resolves({ status: 'done', more: 1 }))).toBe(false)
    expect(await kept(rejects())).toBe(false)
  })
})
