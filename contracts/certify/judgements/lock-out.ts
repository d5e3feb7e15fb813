import { changesPorts } from '../../../mocks/model/index.ts'
import { comparePorts, describeChange, isLoss } from '../../consumers/port-changes.ts'
import { type Opening, openings } from '../../consumers/ports.ts'
import { portsBefore } from '../observed.ts'
import { fail, type JudgementRule, pass } from './judgement.ts'
import { listOpenings } from './wording.ts'

const SSH_PORT = 22
const WAYS_OUT =
  'A Put replaces every rule: put back what GetInstancePortStates says, use OpenInstancePublicPorts, or accept lock-out'

export const lockOut: JudgementRule = {
  name: 'lock-out',
  title: 'it never closes or narrows a port 22 that was open: a Put replaces every rule',
  fix: 'Open ports with OpenInstancePublicPorts, or put every rule back that GetInstancePortStates lists.',
  judge(observed) {
    const { moments, exchanges } = observed
    const ssh = sshOf(openings(portsBefore(observed)))
    if (ssh.length === 0) return undefined
    for (const moment of moments) {
      const losses = comparePorts(ssh, sshOf(openings(moment.ports))).filter(isLoss)
      if (losses.length === 0) continue
      // An operation may take its time: the last change before this moment has led to it.
      const number = exchanges.slice(0, moment.requests).findLastIndex(({ operation }) => changesPorts(operation)) + 1
      return fail(
        `its ${exchanges[number - 1]?.operation} (request ${number}) ${losses.map(describeChange).join('; ')}. ${WAYS_OUT}`,
      )
    }
    return pass(`${listOpenings(ssh)} stayed open`)
  },
}

/** Cuts the part for SSH out of each opening. */
function sshOf(all: readonly Opening[]): Opening[] {
  return all
    .filter(({ protocol, from, to }) => (protocol === 'tcp' || protocol === '-1') && from <= SSH_PORT && to >= SSH_PORT)
    .map(({ address }) => ({ protocol: 'tcp', from: SSH_PORT, to: SSH_PORT, address }))
}
