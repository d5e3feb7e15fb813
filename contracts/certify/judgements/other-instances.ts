import { fail, type JudgementRule, pass } from './judgement.ts'

export const otherInstances: JudgementRule = {
  name: 'other-instances',
  title: 'it leaves other instances alone',
  fix: 'Change the ports of the instance that the consumer is given, and of no other.',
  judge: ({ bystander: [before, after] }) =>
    JSON.stringify(before) === JSON.stringify(after)
      ? pass('another instance is as it was')
      : fail('it changed the ports of another instance, web-bystander'),
}
