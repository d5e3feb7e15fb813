import { createLightsail, type Lightsail } from '../../mocks/index.ts'
import { logCalls } from '../../mocks/server/log/index.ts'
import { PUT_BODY, PUT_HEADERS } from '../put-request.ts'
import { median } from './measure.ts'

// The time of one Put without a log, with the log as text, and as JSON. Limit of the text: 10 % of a request over HTTP,
// which takes some 50 µs; a Put that changes the ports has more to say than one that leaves them as they are.
const OTHER_BODY = JSON.stringify({
  instanceName: 'web-1',
  portInfos: [{ fromPort: 80, toPort: 80, protocol: 'tcp' }],
})

function makeService(format?: 'text' | 'json'): Lightsail {
  const lightsail = createLightsail({ instances: ['web-1'] })
  if (format !== undefined) logCalls(lightsail.calls, { format, write() {}, secrets: () => lightsail.secrets })
  return lightsail
}

const CALLS = 500

async function measure(lightsail: Lightsail, bodies: readonly string[]): Promise<number> {
  const start = process.cpuUsage()
  for (let index = 0; index < CALLS; index++) {
    const body = bodies[index % bodies.length] ?? ''
    lightsail.handle({ method: 'POST', path: '/', headers: PUT_HEADERS, body })
  }
  // The log writes when the calls of a moment are answered.
  await new Promise((resolve) => setImmediate(resolve))
  const { user, system } = process.cpuUsage(start)
  return (user + system) / CALLS
}

for (const [name, bodies] of [
  ['that changes nothing', [PUT_BODY]],
  ['that changes the ports', [PUT_BODY, OTHER_BODY]],
] as const) {
  const services = { off: makeService(), text: makeService('text'), json: makeService('json') }
  const times: Record<keyof typeof services, number[]> = { off: [], text: [], json: [] }
  for (let round = 0; round < 200; round++) {
    for (const format of ['off', 'text', 'json'] as const) {
      const time = await measure(services[format], bodies)
      // The first rounds are for the compiler.
      if (round >= 40) times[format].push(time)
    }
  }
  const [off, text, json] = [median(times.off), median(times.text), median(times.json)]
  console.log(
    `log: a Put ${name}  off ${off.toFixed(1)} µs, text ${(text - off).toFixed(1)} more (limit 5), JSON ${(json - off).toFixed(1)} more`,
  )
}
