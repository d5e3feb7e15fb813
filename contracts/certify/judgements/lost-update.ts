import { openings, showOpening } from '../../consumers/ports.ts'
import { isChange, isRead } from '../job.ts'
import { type JudgementRule, pass, warn } from './judgement.ts'

export const lostUpdate: JudgementRule = {
  name: 'lost-update',
  title: 'what others have opened meanwhile stays open',
  judge({ situation: { expects }, exchanges, ended, after = [] }) {
    if (expects.kind !== 'race' || ended.says === undefined) return undefined
    const firstChange = exchanges.findIndex(({ operation }) => isChange(operation))
    const hasRead = exchanges.slice(0, Math.max(0, firstChange)).some(({ operation }) => isRead(operation))
    if (!hasRead) return undefined
    const { others } = expects
    return openings(after).map(showOpening).includes(others)
      ? pass(`${others} stayed open`)
      : warn(
          `it closed ${others}, which it had not seen. A Put replaces every rule: OpenInstancePublicPorts adds to them`,
        )
  },
}
