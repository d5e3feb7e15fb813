import { createLightsail, type Lightsail } from '../mocks/index.ts'
import { median, microseconds } from './measure.ts'
import { PUT_BODY, PUT_HEADERS } from './put-request.ts'

/** What one Put of three rules costs the engine, with one instance and with 100,000 beside it. Limits: 30 µs; 1.2 times. */
export function benchEngine(): void {
  const one = createLightsail({ instances: ['web-1'] })
  const many = createLightsail({
    instances: ['web-1', ...Array.from({ length: 99_999 }, (_, index) => `other-${index}`)],
  })
  const put = (lightsail: Lightsail) => () => {
    lightsail.handle({ method: 'POST', path: '/', headers: PUT_HEADERS, body: PUT_BODY })
  }
  for (const lightsail of [one, many]) microseconds(put(lightsail), 10, 2000)
  const ofOne: number[] = []
  const ofMany: number[] = []
  // Taken in turns, so that both meet the same noise.
  for (let round = 0; round < 40; round++) {
    ofOne.push(...microseconds(put(one), 1, 1000))
    ofMany.push(...microseconds(put(many), 1, 1000))
  }
  const ratio = median(ofMany) / median(ofOne)
  console.log(`engine: one Put of 3 rules  ${median(ofOne).toFixed(1)} µs (limit 30)`)
  console.log(`engine: 100,000 instances / 1  ${ratio.toFixed(2)} (limit 1.20)`)
}

/** The heap after a hundred thousand and after a million Puts. */
export function benchMemory(): void {
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
  console.log(`memory: heap after 100,000 Puts ${early.toFixed(1)} MiB, after 1,000,000 ${late.toFixed(1)} MiB`)
}
