import type { Exchange } from '../../../../contracts/certify/exchange.ts'
import type { Observed } from '../../../../contracts/certify/observed.ts'
import { createRandom } from '../../../../mocks/runtime/random.ts'
import type { Recording } from './traces.ts'

/** The most that all times are stretched by, and the most milliseconds that one request, or its reply, comes late. */
const MOST = { stretch: 2, late: 100 }

/** Makes a recording as it would be on a busy machine: everything takes longer, and some requests come late. */
export function delayRecording({ runs, skipped }: Recording, seed: number): Recording {
  const random = createRandom(seed)
  const stretch = 1 + random.next() * (MOST.stretch - 1)
  const nextDelay = () => (random.next() < 0.3 ? random.next() * MOST.late : 0)
  return { skipped, runs: runs.map((observed) => delayRun(observed, stretch, nextDelay)) }
}

function delayRun(observed: Observed, stretch: number, nextDelay: () => number): Observed {
  let late = 0
  const exchanges = observed.exchanges.map((exchange): Exchange => {
    late += nextDelay()
    const at = exchange.at * stretch + late
    const extra = nextDelay()
    late += extra
    return { ...exchange, at, endedAt: at + (exchange.endedAt - exchange.at) * stretch + extra }
  })
  return { ...observed, exchanges, duration: observed.duration * stretch + late, worstLag: observed.worstLag + late }
}
