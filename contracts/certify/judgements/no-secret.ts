import { fail, type JudgementRule, pass } from './judgement.ts'

export const noSecret: JudgementRule = {
  name: 'no-secret',
  title: 'neither its output nor its error nor a request has its secret key or session token in it',
  judge({ ended, secretPlace }) {
    const place = ended.secretPlace ?? secretPlace
    return place === undefined ? pass('no secret was found') : fail(`its secret is in ${place}`)
  },
}
