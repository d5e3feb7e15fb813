/** A request repeated more often than this without success is repeated for ever. */
const ENDLESS_TRIES = 50
/** A consumer may be silent for so many times its patience, and may take so many times its patience altogether. */
const SILENCE = 5
const ALTOGETHER = 8
/** Milliseconds between two checks. */
const STEP = 50

/** The state of the requests of a consumer at a moment. */
export interface Activity {
  /** The moment at which the oldest request came that has no reply yet, and its number. */
  readonly waiting: { readonly since: number; readonly number: number } | undefined
  /** The last moment at which a request came or ended. */
  readonly lastSign: number
  /** The number of tries of the request that was tried in vain most often. */
  readonly vainTries: number
  /** The number of requests that the consumer has stopped waiting for. */
  readonly givenUp: number
}

/**
 * Says why a consumer has to be stopped, or nothing while it may go on. A consumer that gives its requests up gets more
 * time than one that waits for one reply for ever.
 *
 * @param patience milliseconds that it may wait for one reply
 * @param now milliseconds since it was started
 */
export function reasonToStop(
  { waiting, lastSign, vainTries, givenUp }: Activity,
  patience: number,
  now: number,
): string | undefined {
  if (vainTries > ENDLESS_TRIES) return `it had sent the same request ${vainTries} times in vain, and went on`
  if (waiting !== undefined && now - waiting.since >= patience) {
    const earlier = givenUp === 0 ? 'It had given up no other request' : `It had given up ${givenUp} others before`
    return `its request ${waiting.number} had waited ${patience} ms for a reply. ${earlier}. ${TIMEOUTS}`
  }
  if (waiting === undefined && now - lastSign >= SILENCE * patience) {
    return `it had sent no request for ${SILENCE * patience} ms`
  }
  if (now < ALTOGETHER * patience) return undefined
  const tries = givenUp === 0 ? '' : `. It had given up ${givenUp} requests`
  return `it had not ended after ${ALTOGETHER * patience} ms${tries}`
}

const TIMEOUTS =
  'Time-outs are set by requestTimeout and throwOnRequestTimeout (SDK for JavaScript), read_timeout (boto3), --cli-read-timeout (AWS CLI), --max-time (curl)'

/** Looked up once: fake timers of a test are for the consumer, not for its deadline. */
const startInterval = setInterval
const stopInterval = clearInterval

/** Tells how the requests of a consumer get on. */
interface Requests {
  readonly activity: () => Activity
  /** Calls a function whenever an exchange ends. */
  readonly onEnd: (listener: () => void) => void
  /** The milliseconds since the consumer was started. */
  readonly now: () => number
}

/**
 * Checks again and again whether a consumer has to be stopped, and resolves with the reason. It also checks when an
 * exchange ends: a consumer may send many requests between two checks, and how many must not decide.
 */
export function watchPatience(
  { activity, onEnd, now }: Requests,
  patience: number,
): { readonly stopped: Promise<string>; readonly end: () => void } {
  let timer: NodeJS.Timeout | undefined
  const stopped = new Promise<string>((resolve) => {
    const check = () => {
      const reason = reasonToStop(activity(), patience, now())
      if (reason !== undefined) resolve(reason)
    }
    onEnd(check)
    timer = startInterval(check, STEP)
    timer.unref()
  })
  return { stopped, end: () => stopInterval(timer) }
}
