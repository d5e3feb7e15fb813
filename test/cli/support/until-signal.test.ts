import { expect, test } from 'vitest'
import { untilSignal } from '../../../cli/support/until-signal.ts'

test.each(['SIGINT', 'SIGTERM'] as const)(
  'the wait for a signal ends with %s and leaves no listener, so that a second one ends the process',
  async (name) => {
    const listeners = () => ['SIGINT', 'SIGTERM'].map((signal) => process.listeners(signal as NodeJS.Signals))
    const before = listeners()
    const waiting = untilSignal()
    process.listeners(name).at(-1)?.(name)
    await waiting
    expect(listeners()).toEqual(before)
  },
)
