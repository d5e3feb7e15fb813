import type { PortInfo } from '../../mocks/server/index.ts'
import { describeSources, nameRule } from '../consumers/port-changes.ts'
import { openingsOf } from '../consumers/ports.ts'

/** The task of a consumer: to make ports open on an instance, and to leave everything else alone. */
export interface Job {
  readonly instanceName: string
  /** From one to ten rules. */
  readonly portInfos: readonly PortInfo[]
}

/** The job, if no other one is given. It has two rules, so that a consumer that puts them one by one is found out. */
export const DEFAULT_JOB: Job = {
  instanceName: 'web-1',
  portInfos: [
    { protocol: 'tcp', fromPort: 80, toPort: 80 },
    { protocol: 'tcp', fromPort: 443, toPort: 443 },
  ],
}

/** Says a job in a line: `open 80/tcp and 443/tcp to everybody (0.0.0.0/0, ::/0) on the instance web-1`. */
export function describeJob({ instanceName, portInfos }: Job): string {
  const byRule = [...Map.groupBy(openingsOf(portInfos), nameRule)]
  const bySources = Map.groupBy(byRule, ([, openings]) => describeSources(openings))
  const parts = [...bySources].map(([sources, rules]) => `${joinWords(rules.map(([rule]) => rule))} to ${sources}`)
  return `open ${joinWords(parts)} on the instance ${instanceName}, and leave everything else as it is`
}

function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
