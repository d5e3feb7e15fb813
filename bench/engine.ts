import { createLightsail, type Lightsail } from '../mocks/index.ts'
import { median, microseconds } from './measure.ts'
import { PUT_BODY, PUT_HEADERS } from './put-request.ts'

// Prints the cost of one Put of three rules in the engine, with one instance and with 100,000 beside it. Limits: 30 µs; 1.2 times.
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
