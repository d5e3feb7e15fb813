import { fail, type JudgementRule, pass } from './judgement.ts'

export const noSecret: JudgementRule = {
  name: 'no-secret',
  title:
    'no secret is in its output, its error or its requests: not its keys, and none of the environment or the command line',
  fix: "Print and send no keys. Log the error's name and text, not the client, the request or the environment.",
  judge({ ended, secretPlace }) {
    const place = ended.secretPlace ?? secretPlace
    return place === undefined
      ? pass('no secret was found')
      : fail(`a secret is in ${place}: one of its keys, of the caller's environment or of the command line`)
  },
}
