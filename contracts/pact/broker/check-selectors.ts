import { isObject } from '../../../mocks/protocol/index.ts'
import { cannotVerify } from '../provider/verification-error.ts'

/** The members of a selector that are always true. */
const FLAGS = ['mainBranch', 'latest', 'deployed', 'released', 'deployedOrReleased', 'matchingBranch']
/** The members of a selector that are texts. */
const TEXTS = ['branch', 'fallbackBranch', 'tag', 'fallbackTag', 'environment', 'consumer']
/** The members that select something by themselves. */
const CRITERIA = [...FLAGS, 'branch', 'tag', 'environment']

/**
 * Checks selectors by the rules of the broker, before any request: Pact drops unknown members, and takes a selector without
 * criteria as none.
 *
 * @throws {VerificationError} if a selector is invalid
 */
export function checkSelectors(selectors: readonly unknown[], branch: string | undefined): void {
  if (selectors.length === 0)
    throw cannotVerify('consumerVersionSelectors is an empty list. Leave it out, or name one.')
  for (const selector of selectors) {
    const problem = problemOfSelector(selector, branch)
    if (problem !== undefined) {
      throw cannotVerify(`the selector ${JSON.stringify(selector)} ${problem}. Use one such as {"mainBranch":true}.`)
    }
  }
}

function problemOfSelector(selector: unknown, branch: string | undefined): string | undefined {
  if (!isObject(selector)) return 'is not an object'
  const members = Object.keys(selector)
  const unknown = members.find((member) => !FLAGS.includes(member) && !TEXTS.includes(member))
  if (unknown !== undefined) return `has ${JSON.stringify(unknown)}, which no broker knows`
  const notTrue = members.find((member) => FLAGS.includes(member) && selector[member] !== true)
  if (notTrue !== undefined) return `has a ${notTrue} that is not true`
  const notText = members.find((member) => TEXTS.includes(member) && !isText(selector[member]))
  if (notText !== undefined) return `has a ${notText} that is not a text`
  if (!members.some((member) => CRITERIA.includes(member)))
    return 'selects nothing: it needs a branch, a tag, an environment, mainBranch, deployedOrReleased or latest'
  return problemOfCombination(selector, branch)
}

function problemOfCombination(
  selector: Readonly<Record<string, unknown>>,
  branch: string | undefined,
): string | undefined {
  const has = (member: string) => selector[member] !== undefined
  if (has('mainBranch') && (has('branch') || has('tag'))) return 'has both mainBranch and a branch or tag'
  if (has('branch') && has('tag')) return 'has both a branch and a tag'
  if (has('fallbackBranch') && !has('branch')) return 'has a fallbackBranch without a branch'
  if (has('fallbackTag') && !has('tag')) return 'has a fallbackTag without a tag'
  if (has('matchingBranch') && branch === undefined) {
    return 'has matchingBranch, which needs the branch of the provider (--provider-branch)'
  }
  return undefined
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== ''
}
