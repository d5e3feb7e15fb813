import { findLockOut } from '../../../world/port-difference.ts'
import type { Inspector } from './inspector.ts'

/** Says whether the page hears from the mock. */
export type LiveState = 'waiting' | 'live' | 'lost'

/** The operations that change nothing. */
const READS = /^(?:Get|Is|Download)/

/** Listens to the mock: every call, and every other change of the world. */
export function listenToMock(inspector: Inspector, show: (state: LiveState) => void): void {
  const source = new EventSource('/_mock/calls')
  const announce = alarmSpeaker(inspector)
  source.addEventListener('open', () => {
    show('live')
    void inspector.refreshInstances()
  })
  source.addEventListener('error', () => show('lost'))
  source.addEventListener('call', ({ data }: MessageEvent<string>) => {
    const call = inspector.addCall(data)
    inspector.emit('calls')
    // Other calls than reads may make an instance, or change its state or its tags.
    if (!READS.test(call.operation)) refreshSoon()
    announce(call)
  })
  source.addEventListener('cleared', () => {
    inspector.forgetCalls()
    inspector.emit('calls')
    inspector.emit('instances')
  })
  source.addEventListener('world', () => {
    refreshSoon()
    inspector.emit('world')
  })

  let isDue = false
  /** A thousand changes a second are one question. */
  function refreshSoon(): void {
    if (isDue) return
    isDue = true
    setTimeout(() => {
      isDue = false
      void inspector.refreshInstances()
    }, 150)
  }

  // A test in the process of the mock, and the clock, change the world without a word.
  const LOOK_AGAIN = 5000
  setInterval(() => {
    if (document.visibilityState === 'visible') refreshSoon()
  }, LOOK_AGAIN)
}

/** Reads lock-outs out, one at a time: they must not be missed, and must not drown all else. */
function alarmSpeaker(inspector: Inspector): (call: ReturnType<Inspector['addCall']>) => void {
  let spoken = Number.NEGATIVE_INFINITY
  const PAUSE = 3000
  return ({ ports, instanceName, number }) => {
    if (ports === undefined || performance.now() - spoken < PAUSE) return
    if (findLockOut(ports.before, ports.after) === undefined) return
    spoken = performance.now()
    inspector.announce(`Call ${number} has closed port 22 of ${instanceName}.`)
  }
}
