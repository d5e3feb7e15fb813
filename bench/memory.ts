import { createLightsail } from '../mocks/index.ts'
import { PUT_BODY, PUT_HEADERS } from './put-request.ts'

// The heap after a hundred thousand and after a million Puts.
const lightsail = createLightsail({ instances: ['web-1'] })
const heap = (): number => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1024 / 1024
}
const put = (times: number): void => {
  for (let index = 0; index < times; index++) {
    lightsail.handle({ method: 'POST', path: '/', headers: PUT_HEADERS, body: PUT_BODY })
  }
}
put(100_000)
const early = heap()
put(900_000)
const late = heap()
console.log(
  `memory: heap after 100,000 Puts ${early.toFixed(1)} MiB, after 1,000,000 ${late.toFixed(1)} MiB (limit 1.10 times)`,
)
