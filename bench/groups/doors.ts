import { InProcess } from '../measure/in-process.ts'
import { makeRatio, type Results, rowOf, type Settings } from '../results.ts'
import { SUBJECTS } from '../subjects/subjects.ts'

const OWN = 'lightsail-ports-testkit'
/** Calls of one round: few enough that a disturbance spoils one round, not all. */
const CALLS = 300
/** Rounds before the first that counts: the compiler needs 10,000 calls and more until it is done. */
const WARM_UP = 60

/** Measures the calls that stay in one process: the CPU time of one `send()` of the SDK, in turn. */
export async function measureDoors({ isShort, rounds }: Settings): Promise<Results> {
  const skipped: string[] = []
  const running = await startSubjects(isShort, skipped)
  const times = new Map([...running.keys()].map((name) => [name, [] as number[]]))
  try {
    for (let round = 0; round < WARM_UP + rounds; round++) {
      for (const [name, subject] of running) {
        const time = await subject.measure(name.startsWith('MSW') ? CALLS / 3 : CALLS)
        if (round >= WARM_UP) times.get(name)?.push(time)
      }
    }
  } finally {
    for (const subject of running.values()) subject.stop()
  }
  const rows = [...times].map(([name, values]) => {
    const [group = '', subject = ''] = name.split(': ')
    return rowOf(group, subject, 'µs of CPU a call', values)
  })
  return { rows, skipped, ratios: ratiosOf(times) }
}

/** Starts the subjects. Those that are not installed are skipped. */
async function startSubjects(isShort: boolean, skipped: string[]): Promise<ReadonlyMap<string, InProcess>> {
  const running = new Map<string, InProcess>()
  for (const name of Object.keys(SUBJECTS)) {
    if (isShort && !/JSON|lightsail|engine/.test(name)) continue
    try {
      running.set(name, await InProcess.start(name))
    } catch (error) {
      skipped.push(`${name}: ${(error as Error).message}`)
    }
  }
  return running
}

function ratiosOf(times: ReadonlyMap<string, readonly number[]>): Results['ratios'] {
  return [
    ...makeRatio({
      name: 'requestHandler / a handler that reads and writes JSON',
      above: times.get(`requestHandler: ${OWN}`),
      below: times.get('requestHandler: JSON'),
      kind: 'most',
      goal: 1.1,
      limit: 1.35,
    }),
    ...makeRatio({
      name: 'MSW handlers / an MSW handler that reads and writes JSON',
      above: times.get(`MSW: ${OWN}`),
      below: times.get('MSW: JSON'),
      kind: 'most',
      goal: 1.08,
      limit: 1.35,
    }),
    ...makeRatio({
      name: 'a Put beside 100,000 instances / a Put beside none',
      above: times.get('engine: 100,000 instances'),
      below: times.get('engine: one instance'),
      kind: 'most',
      goal: 1.2,
      limit: 1.6,
    }),
    ...makeRatio({
      name: 'requestHandler / aws-sdk-client-mock, without the SDK',
      above: times.get(`requestHandler: ${OWN}`),
      below: times.get('requestHandler: aws-sdk-client-mock'),
      kind: 'most',
      goal: 3,
    }),
    ...makeRatio({
      name: 'MSW handlers / nock',
      above: times.get(`MSW: ${OWN}`),
      below: times.get('MSW: nock'),
      kind: 'most',
      goal: 1,
    }),
  ]
}
