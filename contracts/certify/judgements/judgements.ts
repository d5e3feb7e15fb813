import { isCovered, type Opening, openings, show } from '../../consumers/ports.ts'
import type { Verdict } from '../card.ts'
import type { Exchange } from '../exchange.ts'
import { isChange, isRead } from '../job.ts'
import { areUnchanged, jobOpenings, jobProblem, type Observed, portsBefore, triesOf, waitsOf } from '../observed.ts'

/** What a judgement says of a situation. */
interface Finding {
  readonly verdict: Verdict
  readonly reason: string
}

/** What is known besides the situation itself. */
export interface Context {
  /** What it did in another situation, if that was looked at. */
  readonly in: (situation: string) => Observed | undefined
  /** Other operations that it says it needs. */
  readonly operations: readonly string[]
  /** How many situations were not looked at, as nothing arrived in the first. */
  readonly skipped: number
}

/** Something to look at in every situation that it applies to. */
export interface Judge {
  /** `lock-out` */
  readonly name: string
  /** What is asked, as a statement about a good consumer. */
  readonly title: string
  /** `undefined`: it does not apply. */
  readonly judge: (observed: Observed, context: Context) => Finding | undefined
}

const pass = (reason: string): Finding => ({ verdict: 'pass', reason })
const fail = (reason: string): Finding => ({ verdict: 'fail', reason })
const warn = (reason: string): Finding => ({ verdict: 'warn', reason })

/** More tries than this are more than any SDK makes by itself. */
const MANY_TRIES = 10
/** Milliseconds that pass between two tries without waiting; a wait of random length is seldom as short as that. */
const NO_WAIT = 15

/** All that is looked at. */
export const judges: readonly Judge[] = [
  {
    name: 'terminates',
    title: 'it ends by itself before the deadline; a program leaves nothing running',
    judge: terminates,
  },
  {
    name: 'sends-a-request',
    title: 'its requests arrive at the endpoint that it is given',
    judge: sendsARequest,
  },
  {
    name: 'reports-success',
    title: 'it reports success where the job is done, also after a second try',
    judge: reportsSuccess,
  },
  {
    name: 'reports-failure',
    title: 'it rejects, or exits with another code than 0, where the job is not done',
    judge({ situation, ended }) {
      if (situation.expects !== 'failure' || ended.says === undefined) return undefined
      if (situation.isAdvice === true && ended.says === 'success') {
        return warn('it reported success, and the operation was only Started: it failed later (see GetOperation)')
      }
      const how = ended.how.startsWith('resolved') ? ' (isSuccess tells values that report none)' : ''
      return ended.says === 'failure'
        ? pass(`it ${firstLine(ended.how)}`)
        : fail(`it ${firstLine(ended.how)}, which reports success, and nothing was done${how}`)
    },
  },
  {
    name: 'keeps-error-name',
    title: 'what it reports has the name of the error in it, or is a value of its own',
    judge: keepsErrorName,
  },
  {
    name: 'same-by-either-status',
    title: "it goes by the error's name: another text, code and status of the same error make no difference",
    judge({ situation, ended }, context) {
      const other = situation.sameAs === undefined ? undefined : context.in(situation.sameAs)?.ended
      if (other === undefined || ended.says === undefined || other.says === undefined) return undefined
      return other.sameness === ended.sameness
        ? pass(`it ${ended.sameness} either way`)
        : fail(`it ${firstLine(ended.how)}, and ${firstLine(other.how)} when only text, code and status differed`)
    },
  },
  {
    name: 'retries-what-helps',
    title: 'it tries again where that helps: throttling, ServiceException, 503, a lost connection',
    judge: retriesWhatHelps,
  },
  {
    name: 'retries-nothing-else',
    title: 'it does not send again what cannot succeed, or has succeeded',
    judge: retriesNothingElse,
  },
  {
    name: 'gives-up',
    title: `it gives up in the end, after at most ${MANY_TRIES} tries`,
    judge: givesUp,
  },
  {
    name: 'backs-off',
    title: 'it waits between its tries, and as long as Retry-After says',
    judge: backsOff,
  },
  {
    name: 'ports',
    title: 'the ports are right where it reports success, and unchanged where nothing could be done',
    judge: ports,
  },
  {
    name: 'lock-out',
    title: 'it never closes a port 22 that was open: a Put replaces every rule',
    judge: lockOut,
  },
  {
    name: 'closes-nothing-else',
    title: 'it leaves other open ports alone',
    judge(observed) {
      if (observed.situation.isPlain !== true || observed.ended.says !== 'success') return undefined
      const before = openings(portsBefore(observed)).filter((opening) => !isSsh(opening))
      const closed = missing(before, observed.after)
      if (closed.length > 0) return warn(`it closed ${list(closed)}, and nobody asked for that`)
      return before.length === 0 ? undefined : pass(`${list(before)} stayed open`)
    },
  },
  {
    name: 'lost-update',
    title: 'what others have opened meanwhile stays open',
    judge({ situation: { others }, exchanges, ended, after = [] }) {
      const firstChange = exchanges.findIndex(({ operation }) => isChange(operation))
      const hasRead = exchanges.slice(0, Math.max(0, firstChange)).some(({ operation }) => isRead(operation))
      if (others === undefined || !hasRead || ended.says === undefined) return undefined
      return openings(after).map(show).includes(others)
        ? pass(`${others} stayed open`)
        : warn(
            `it closed ${others}, which it had not seen. A Put replaces every rule: OpenInstancePublicPorts adds to them`,
          )
    },
  },
  {
    name: 'other-instances',
    title: 'it leaves other instances alone',
    judge: ({ bystander: [before, after] }) =>
      JSON.stringify(before) === JSON.stringify(after)
        ? pass('another instance is as it was')
        : fail('it changed the ports of another instance, web-2'),
  },
  {
    name: 'idempotent',
    title: 'a second try after a lost reply leaves the ports as one does',
    judge(observed) {
      const { situation, after } = observed
      if (situation.losesReply !== true || triesOf(observed).length < 2) return undefined
      const problem = jobProblem(observed, after)
      return problem === undefined ? pass('the second try changed nothing more') : fail(problem)
    },
  },
  {
    name: 'no-secret',
    title: 'neither its output nor its error nor a request has its secret key or session token in it',
    judge({ ended, toldSecret }) {
      const told = ended.toldSecret ?? toldSecret
      return told === undefined ? pass('no secret was told') : fail(`its secret is in ${told}`)
    },
  },
  {
    name: 'no-other-operation',
    title: 'it changes nothing but the ports that it is to open',
    judge({ exchanges }, { operations }) {
      const needed = ['PutInstancePublicPorts', 'OpenInstancePublicPorts', ...operations]
      // Who asks whether somebody is there names no operation.
      const names = new Set(exchanges.flatMap(({ operation }) => operation ?? []))
      const others = [...names].filter((name) => !isRead(name) && !needed.includes(name))
      return others.length === 0 ? pass('it only read and opened ports') : fail(`it called ${others.join(', ')}`)
    },
  },
]

function sendsARequest({ exchanges, ended }: Observed, { skipped }: Context): Finding {
  if (exchanges.length > 0) return pass(`${count(exchanges.length, 'request')} arrived`)
  const last = firstLine(ended.printed.trimEnd().split('\n').at(-1) ?? '')
  return fail(
    [
      'no request arrived: it ended before it sent one, or it does not go to the endpoint that it is given (endpoint, {endpoint}, AWS_ENDPOINT_URL; older versions of boto3 need endpoint_url=)',
      ...(last === '' ? [] : [`The last that it printed: ${last}`]),
      ...(skipped === 0 ? [] : [`The other ${skipped} situations were not looked at`]),
    ].join('. '),
  )
}

function terminates({ ended, exchanges }: Observed): Finding {
  if (ended.problem === undefined) return pass(`it ${firstLine(ended.how)}`)
  // Who is ended while it waits has its connection closed.
  const last = exchanges.at(-1)?.ending
  const isWaiting = ended.says === undefined && (last === 'unanswered' || last === 'given up')
  return fail(isWaiting ? `${ended.problem}: ${WITHOUT_TIMEOUT}` : ended.problem)
}

const WITHOUT_TIMEOUT =
  'it waits for a reply without a time-out (SDK for JavaScript: requestTimeout and throwOnRequestTimeout; boto3: read_timeout; AWS CLI: --cli-read-timeout)'

function reportsSuccess(observed: Observed): Finding | undefined {
  const { situation, ended, settled, after } = observed
  const { expects } = situation
  if (ended.says === undefined || expects === 'failure' || expects === 'either') return undefined
  // That it has not tried again is said once.
  if (ended.says === 'failure' && gaveUpEarly(observed)) return undefined
  const how = firstLine(ended.how)
  if (ended.says === 'success') return pass(`it ${how}`)
  const wasUnderWay = JSON.stringify(settled) !== JSON.stringify(after)
  return wasUnderWay
    ? warn(`it ${how}, and the operation was only under way`)
    : fail(`it ${how}, and the job could be done`)
}

function gaveUpEarly(observed: Observed): boolean {
  const { expects, failures = 1 } = observed.situation
  const tries = triesOf(observed).length
  return expects === 'recovery' && tries > 0 && tries <= failures
}

function keepsErrorName({ situation, ended, exchanges }: Observed): Finding | undefined {
  const { error, expects } = situation
  if (error === undefined || ended.says !== 'failure' || expects === 'success') return undefined
  const wasTold = exchanges.some((exchange) => exchange.error === error && isDelivered(exchange))
  if (!wasTold) return undefined
  if (ended.how.startsWith('resolved')) return pass(`it says so in words of its own: it ${firstLine(ended.how)}`)
  return ended.told.includes(error)
    ? pass(`it says ${error}`)
    : fail(`it ${firstLine(ended.how)}, and does not say that it was ${error}`)
}

function isDelivered({ ending }: Exchange): boolean {
  return ending === 'answered'
}

function retriesWhatHelps(observed: Observed): Finding | undefined {
  const { situation, ended } = observed
  if (situation.expects !== 'recovery' || ended.says === undefined) return undefined
  const tries = triesOf(observed).length
  if (tries === 0) return undefined
  if (ended.says === 'success' && jobProblem(observed, observed.after) === undefined) {
    return pass(tries > 1 ? `it was done with try ${tries}` : 'it did not need to: the job was done')
  }
  if (ended.says === 'success' || !gaveUpEarly(observed)) return undefined
  const reason = `it gave up after ${count(tries, 'try')}, and one more would have done it`
  return situation.failures === undefined || tries === 1 ? fail(reason) : warn(reason)
}

function retriesNothingElse(observed: Observed): Finding | undefined {
  const { situation, exchanges, ended } = observed
  const tries = triesOf(observed)
  if (situation.isPlain === true) {
    const done = tries.findIndex(({ status }) => status === 200)
    if (done === -1) return undefined
    return tries.length - done > 1 && ended.says !== undefined
      ? fail(`it sent the same change ${count(tries.length, 'time')}, and the first one had succeeded`)
      : pass('it sent its change once')
  }
  const { error, isTransient, expects } = situation
  if (error === undefined || isTransient === true || expects !== 'failure') return undefined
  const first = exchanges.findIndex((exchange) => exchange.error === error && isDelivered(exchange))
  const failed = exchanges[first]
  if (failed === undefined) return undefined
  const again = exchanges.slice(first + 1).filter((exchange) => asksTheSame(exchange, failed))
  if (again.length < (situation.allowsTries ?? 1)) return pass(`it took ${error} for an answer`)
  return situation.mayPass === true
    ? warn(
        `it sent ${failed.operation} ${count(again.length, 'more time')} after ${error}, which may go away in minutes, and not at once`,
      )
    : fail(
        `it sent ${failed.operation} ${count(again.length, 'more time')} after ${error}, which no second try changes`,
      )
}

function asksTheSame(left: Exchange, right: Exchange): boolean {
  return left.operation === right.operation && JSON.stringify(left.input) === JSON.stringify(right.input)
}

function givesUp(observed: Observed): Finding | undefined {
  const { situation, ended, exchanges } = observed
  if (situation.expects !== 'failure' || situation.isTransient !== true) return undefined
  const tries = triesOf(observed).length
  if (ended.says === undefined) {
    // Until then it may have been about to.
    return tries > MANY_TRIES ? fail(`it was at its try ${tries} when it was ended`) : undefined
  }
  if (exchanges.length === 0) return undefined
  return tries > MANY_TRIES ? warn(`it gave up after ${tries} tries`) : pass(`it gave up after ${count(tries, 'try')}`)
}

function backsOff(observed: Observed): Finding | undefined {
  const { backsOff: isAsked, retryAfter } = observed.situation
  const waits = waitsOf(triesOf(observed))
  const [first] = waits
  if (first === undefined || (isAsked !== true && retryAfter === undefined)) return undefined
  if (retryAfter !== undefined) {
    // A timer may be early by a millisecond or two.
    return first >= 0.95 * retryAfter
      ? pass('it waited as long as Retry-After said')
      : warn(
          `it waited ${Math.round(first)} ms, and Retry-After said ${retryAfter} (the SDK for JavaScript heeds it, botocore does not)`,
        )
  }
  const average = waits.reduce((sum, wait) => sum + wait, 0) / waits.length
  return average >= NO_WAIT
    ? pass('it waited between its tries')
    : warn(`it tried ${count(waits.length + 1, 'time')} without waiting: so do all others that are throttled`)
}

function ports(observed: Observed): Finding | undefined {
  const { situation, ended, settled, after } = observed
  if (after === undefined) return undefined
  const problem = jobProblem(observed, after)
  if (situation.expects === 'failure') {
    return areUnchanged(observed, after)
      ? pass('the ports are as they were')
      : fail(`the ports changed in spite of the error: now open are ${list(openings(after)) || 'none'}`)
  }
  if (ended.says === 'success') {
    if (problem !== undefined) return fail(`it reports success, but ${problem}`)
    const early = jobProblem(observed, settled)
    return early === undefined
      ? pass('the ports of the job are open')
      : warn(
          'it reported success before they were open: the operation was only Started (see its status, and GetOperation)',
        )
  }
  if (problem === undefined) return pass('the ports of the job are open')
  if (areUnchanged(observed, after)) return pass('the ports are as they were')
  if (isPart(observed, after)) return pass('some of the ports are open, and it says that it has failed')
  return fail(`the ports are neither as they were nor as they should be: ${problem}`)
}

/** Whether only ports of the job were opened, and none was closed: a consumer may have failed on its way. */
function isPart(observed: Observed, after: NonNullable<Observed['after']>): boolean {
  const before = openings(portsBefore(observed))
  const known = [...before, ...jobOpenings(observed)]
  return missing(before, after).length === 0 && openings(after).every((opening) => isCovered(opening, known))
}

function lockOut({ moments, exchanges }: Observed): Finding | undefined {
  const ssh = openings(moments[0]?.ports ?? []).filter(isSsh)
  if (ssh.length === 0) return undefined
  for (const moment of moments) {
    const closed = missing(ssh, moment.ports)
    if (closed.length > 0) {
      // An operation may take its time: it is the last change that has led to it.
      const number = exchanges.slice(0, moment.requests).findLastIndex(({ operation }) => isChange(operation)) + 1
      return fail(
        `its ${exchanges[number - 1]?.operation} (request ${number}) closed ${list(closed)}, which was open. ${WAYS_OUT}`,
      )
    }
  }
  return pass(`${list(ssh)} stayed open`)
}

const WAYS_OUT =
  'A Put replaces every rule: put back what GetInstancePortStates says, use OpenInstancePublicPorts, or accept lock-out'

function isSsh({ protocol, from, to }: Opening): boolean {
  return (protocol === 'tcp' || protocol === '-1') && from <= 22 && to >= 22
}

function missing(wanted: readonly Opening[], states: Parameters<typeof openings>[0] = []): Opening[] {
  const open = openings(states)
  return wanted.filter((opening) => !isCovered(opening, open))
}

function list(of: readonly Opening[]): string {
  return of.map(show).join(', ')
}

function count(number: number, what: string): string {
  const plural = what.endsWith('y') ? `${what.slice(0, -1)}ies` : `${what}s`
  return number === 1 ? `one ${what}` : `${number} ${plural}`
}

/** Errors may have long texts, of which the first line says what it is. */
function firstLine(text: string): string {
  const [line = ''] = text.split('\n', 1)
  return line.length > 160 ? `${line.slice(0, 160)}…` : line
}
