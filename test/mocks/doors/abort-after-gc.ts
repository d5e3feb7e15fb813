// Run with --expose-gc: aborts requests that are never answered, after a garbage collection. Prints the names of their
// errors as JSON.
import { createLightsail, fault } from '../../../mocks/index.ts'

const url = 'https://lightsail.us-east-1.amazonaws.com/'
const collect = (globalThis as { gc?: () => void }).gc
if (collect === undefined) throw new Error('Failed to start: run it with --expose-gc.')

/** Fetches through a function of its own, so that nothing here keeps the request. */
const WAYS: readonly ((send: typeof fetch, signal: AbortSignal) => Promise<Response>)[] = [
  (send, signal) => send(url, { method: 'POST', body: '{}', signal }),
  (send, signal) => send(new Request(url, { method: 'POST', body: '{}', signal })),
  (send, signal) => send(new Request(url, { method: 'POST', body: '{}' }), { signal }),
]

const names: string[] = []
for (const fetchIt of WAYS) {
  const lightsail = createLightsail({ faults: [fault.neverAnswer()] })
  const abort = new AbortController()
  const result = fetchIt(lightsail.fetch, abort.signal).then(
    () => 'answered',
    (error: Error) => error.name,
  )
  for (let turn = 0; turn < 5 || lightsail.calls.length === 0; turn++) {
    collect()
    await new Promise((resolve) => setImmediate(resolve))
  }
  abort.abort()
  const late = new Promise<string>((resolve) => setTimeout(() => resolve('never settled'), 10_000).unref())
  names.push(await Promise.race([result, late]))
}
process.stdout.write(JSON.stringify(names))
process.exit()
