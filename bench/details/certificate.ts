import { certifyConsumer } from '../../contracts/certify/index.ts'
import call, { isSuccess } from '../../examples/firewall-sync/certified.ts'

// Prints the time of the whole card of a function, and the heap after one card and after several. Limits: 10 s; flat.
const heap = (): number => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1024 / 1024
}
const certify = async (): Promise<number> => {
  const start = performance.now()
  const { failed } = await certifyConsumer({ call, isSuccess })
  if (failed > 0) throw new Error('Failed to measure: the consumer is not right')
  return (performance.now() - start) / 1000
}
const first = await certify()
const early = heap()
for (let run = 2; run <= 6; run++) await certify()
const late = heap()
console.log(
  `certificate: the whole card of a function  ${first.toFixed(2)} s (limit 10), of which 6 wait for its time-outs`,
)
console.log(
  `certificate: heap after one card ${early.toFixed(1)} MiB, after six ${late.toFixed(1)} MiB (limit 1.10 times)`,
)
