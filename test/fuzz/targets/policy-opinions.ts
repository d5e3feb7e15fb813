import { anyCase, askBoth } from '../../mocks/iam/second-opinion.ts'
import { asyncTarget, fail } from '../target.ts'

export const policyOpinions = asyncTarget(
  {
    name: 'policy-opinions',
    title: 'the decision on a call is that of another evaluator of policies',
    round: 150,
    quick: 20,
  },
  anyCase,
  async (one) => {
    const { decision, other, error } = await askBoth(one)
    if (decision !== other) fail(`${decision}, and the second opinion is ${other}`)
    if ((error === undefined) !== (decision === 'allowed')) fail(`${decision}, with the error ${error}`)
  },
)
