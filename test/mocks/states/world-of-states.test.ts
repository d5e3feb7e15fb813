import fc from 'fast-check'
import { createLightsail } from 'lightsail-ports-testkit'
import {
  PROVIDER_STATES,
  ProviderStateError,
  UnknownProviderStateError,
  worldOfState,
  worldOfStates,
} from 'lightsail-ports-testkit/contracts'
import { describe, expect, test } from 'vitest'

const WEB = { name: 'web-1' }
const SSH = [{ protocol: 'tcp', fromPort: 22, toPort: 22 }]
const load = (...states: Parameters<typeof worldOfStates>[0]) => createLightsail(worldOfStates(states))
const names = (lightsail: ReturnType<typeof load>) => [...lightsail.instances].map(({ name }) => name)

describe('a provider state', () => {
  test.each(Object.entries(PROVIDER_STATES))('%s is a world that can be loaded', (name, { example }) => {
    const lightsail = createLightsail(worldOfState(name, example))
    expect(lightsail.instances.has('web-1')).toBe(name !== 'no instance')
  })

  test('that is unknown is refused with the nearest names', () => {
    const error = expect(() => worldOfState('the service throttles'))
    error.toThrow(UnknownProviderStateError)
    error.toThrow('The nearest are "a service that throttles"')
    expect(() => worldOfState('constructor', WEB)).toThrow('there is no such state')
  })

  test.each([
    [{ ...WEB, port: [] }, 'it has no parameter "port". Did you mean ports?'],
    [{ ...WEB, colour: 'red' }, 'it has no parameter "colour". Use name, ports,'],
    [{}, 'its parameter name is missing. Give the name of an instance'],
    [{ name: 7 }, 'its parameter name is not a text'],
    [{ name: 'a', instanceName: 'b' }, 'its parameter name is given twice, the second time as instanceName'],
  ])('with the parameters %j is refused', (parameters, problem) => {
    for (const state of Object.keys(PROVIDER_STATES)) {
      expect(() => worldOfState(state, parameters)).toThrow(ProviderStateError)
      expect(() => worldOfState(state, parameters)).toThrow(
        `Failed to arrange the provider state ${JSON.stringify(state)}: ${problem}`,
      )
    }
  })

  test.each([
    ['instanceName', 'name'],
    ['instance', 'name'],
    ['resourceName', 'name'],
  ])('takes %s for %s', (given) => {
    expect(worldOfState('an instance', { [given]: 'db-1' })).toEqual(worldOfState('an instance', { name: 'db-1' }))
  })

  test.each(['portInfos', 'portStates'])('takes %s for ports', (given) => {
    expect(worldOfState('an instance', { ...WEB, [given]: SSH })).toEqual(
      worldOfState('an instance', { ...WEB, ports: SSH }),
    )
  })

  test('that denies a caller denies every operation that changes ports', () => {
    const [principal] = worldOfState('a caller who may not put ports', WEB).principals ?? []
    const denied = ['Put', 'Open', 'Close'].map((verb) => `lightsail:${verb}InstancePublicPorts`)
    expect(JSON.stringify(principal?.policies)).toContain(JSON.stringify(denied))
  })
})

describe('several provider states', () => {
  test('without any are the default world, with an instance web-1', () => {
    expect(names(load())).toEqual(['web-1'])
  })

  test('add up to all their instances', () => {
    expect(
      names(load({ name: 'an instance', parameters: WEB }, { name: 'an instance', parameters: { name: 'db-1' } })),
    ).toEqual(['web-1', 'db-1'])
  })

  test.each([0, 1])('hold together in either order (%i)', (turn) => {
    const states = [
      { name: 'a service that throttles', parameters: WEB },
      { name: 'an instance', parameters: { ...WEB, ports: SSH } },
    ]
    const lightsail = load(...(turn === 0 ? states : states.toReversed()))
    expect(lightsail.instances.get('web-1').ports).toMatchObject([{ fromPort: 22 }])
    expect(lightsail.faults.remaining()).toMatchObject([{ error: 'ThrottlingException' }, {}, {}])
  })

  test('may name an instance and the absence of another one', () => {
    const states = [
      { name: 'no instance', parameters: WEB },
      { name: 'an instance', parameters: { name: 'db-1' } },
    ]
    expect(names(load(...states))).toEqual(['db-1'])
  })

  test.each([
    [
      { name: 'an instance', parameters: WEB },
      { name: 'no instance', parameters: WEB },
      'there cannot be an instance web-1 and none',
    ],
    [
      { name: 'an instance', parameters: { ...WEB, state: 'pending' } },
      { name: 'an instance', parameters: { ...WEB, state: 'stopped' } },
      'they give the instance web-1 different state',
    ],
    [
      { name: 'a service that fails', parameters: WEB },
      { name: 'a service that throttles', parameters: WEB },
      'a request can fail with one error only',
    ],
  ])('that contradict each other are refused: %j, %j', (first, second, reason) => {
    for (const states of [
      [first, second],
      [second, first],
    ]) {
      expect(() => worldOfStates(states)).toThrow(ProviderStateError)
      expect(() => worldOfStates(states)).toThrow(reason)
    }
  })

  test('that are the same add nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(PROVIDER_STATES)),
        fc.stringMatching(/^[a-z][a-z0-9-]{2,10}$/),
        fc.integer({ min: 1, max: 4 }),
        (name, instance, times) => {
          const one = { name, parameters: { name: instance } }
          expect(worldOfStates(Array.from({ length: times }, () => one))).toEqual(worldOfStates([one]))
        },
      ),
    )
  })
})

/** Writes a placeholder of own words. */
const filled = (name: string | number) => ['$', '{', name, '}'].join('')

describe('own words for states', () => {
  const states = {
    'an instance named (.+) with port (\\d+) open': {
      instances: [{ name: filled(1), ports: [{ protocol: 'tcp', fromPort: filled(2), toPort: filled(2) }] }],
    },
    'an instance': { instances: ['db-9'] },
    'an instance with (\\w+)': {
      instances: [{ name: filled('name'), ipAddressType: filled(1), ports: filled('rules') }],
    },
  }
  const world = (name: string, parameters = {}) => createLightsail(worldOfStates([{ name, parameters }], states))

  test('fill the groups of their patterns in, ports as numbers', () => {
    expect(world('an instance named api-7 with port 8443 open').instances.get('api-7').ports).toMatchObject([
      { fromPort: 8443, toPort: 8443 },
    ])
  })

  test('fill parameters in by their names, lists as lists', () => {
    const lightsail = world('an instance with ipv4', { name: '123', rules: SSH })
    expect(lightsail.instances.get('123')).toMatchObject({ ipAddressType: 'ipv4', ports: [{ fromPort: 22 }] })
  })

  test('come before the built-in states, and match whole names only', () => {
    expect(names(world('an instance'))).toEqual(['db-9'])
    expect(() => world('not an instance')).toThrow(UnknownProviderStateError)
  })

  test('add up with built-in states', () => {
    const both = [{ name: 'an instance' }, { name: 'a service that fails', parameters: WEB }]
    expect(names(createLightsail(worldOfStates(both, states)))).toEqual(['db-9', 'web-1'])
  })

  test.each([
    ['an instance', { other: 1 }, 'its mapping does not use the parameter "other"'],
    ['an instance with ipv4', { name: 'a' }, `uses "${filled('rules')}", and there is no such parameter`],
  ])('for %s with the parameters %j are refused', (name, parameters, problem) => {
    expect(() => worldOfStates([{ name, parameters }], states)).toThrow(problem)
  })

  test.each([
    [[], 'they are not an object of patterns and worlds'],
    [{ 'a (': {} }, 'the pattern "a (" is invalid'],
    [{ a: 'web-1' }, 'the value of "a" is not a world'],
    [{ a: { instance: [] } }, '"a" has instance, and a world has instances,'],
  ])('%j are refused', (given, problem) => {
    expect(() => worldOfStates([], given as never)).toThrow(problem)
  })
})
