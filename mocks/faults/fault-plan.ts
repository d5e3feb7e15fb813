import type { RandomSource } from '../runtime/random.ts'
import type { ErrorFault, Fault, Range, SingleFault } from './fault.ts'

/** The way in which a reply does not get through as a whole. */
type Ending =
  /** Nothing ever comes, and the connection stays. */
  | { readonly kind: 'never' }
  /** The connection is reset before the first byte. */
  | { readonly kind: 'drop' }
  /** It breaks off after a part of the body (in bytes; `half`: of whatever it has). */
  | { readonly kind: 'cut'; readonly bytes: number | 'half'; readonly how: 'reset' | 'close' }
  /** All of it comes, and then the connection is reset. */
  | { readonly kind: 'resetAfter' }

/** The disturbances of a reply on its way. */
export interface Delivery {
  /** Milliseconds that it waits. */
  readonly delay: number
  readonly bytesPerSecond: number | undefined
  readonly ending: Ending | undefined
}

/** A reply that is not an error of the catalogue. */
interface OddReply {
  readonly status: number
  /** Its name in the journal. */
  readonly error: string
  readonly contentType?: string
  readonly body: string
}

/** The effect of a fault on one call, with all random numbers drawn. */
export interface FaultPlan {
  /** The names of the faults, for the journal. */
  readonly names: readonly string[]
  /** The error that is answered; nothing is carried out. */
  readonly error: ErrorFault | undefined
  readonly reply: OddReply | undefined
  /** True if nothing is carried out, and no reply comes. */
  readonly isLost: boolean
  readonly isStale: boolean
  /** The operation succeeds, or fails, only after that time. */
  readonly slowly: { readonly ms: number; readonly fails: boolean } | undefined
  /** The change of the reply's body. */
  readonly body: 'empty' | 'malformed' | undefined
  readonly contentType: string | undefined
  readonly skewSeconds: number
  /** `undefined` if the delivery is not disturbed. */
  readonly delivery: Delivery | undefined
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }
type Draft = Mutable<Omit<FaultPlan, 'delivery'>> & { delivery: Mutable<Delivery> }

/** Draws the random numbers of a fault and returns its effect on one call. */
export function planOf(fault: Fault, random: RandomSource): FaultPlan {
  const singles = singlesOf(fault)
  const draft: Draft = {
    names: singles.map(faultName),
    error: undefined,
    reply: undefined,
    isLost: false,
    isStale: false,
    slowly: undefined,
    body: undefined,
    contentType: undefined,
    skewSeconds: 0,
    delivery: { delay: 0, bytesPerSecond: undefined, ending: undefined },
  }
  for (const single of singles) {
    if ('error' in single) draft.error = single
    else
      (APPLY[single.fault] as (one: typeof single, draft: Draft, random: RandomSource) => void)(single, draft, random)
  }
  const { delay, bytesPerSecond, ending } = draft.delivery
  const asItIs = delay === 0 && bytesPerSecond === undefined && ending === undefined
  return { ...draft, delivery: asItIs ? undefined : draft.delivery }
}

function singlesOf(fault: Fault): readonly SingleFault[] {
  return 'faults' in fault ? fault.faults : [fault]
}

/** Returns the names of all parts of a fault. */
export function namesOf(fault: Fault): readonly string[] {
  return singlesOf(fault).map(faultName)
}

/** Returns the name of a fault: that of its error, or its own. */
export function faultName(single: SingleFault): string {
  return 'error' in single ? single.error : single.fault
}

type Named = Exclude<SingleFault, ErrorFault>
type Apply = {
  readonly [Name in Named['fault']]: (
    fault: Extract<Named, { fault: Name }>,
    draft: Draft,
    random: RandomSource,
  ) => void
}

const RESET: Readonly<Record<'during' | 'after', Ending>> = {
  during: { kind: 'cut', bytes: 'half', how: 'reset' },
  after: { kind: 'resetAfter' },
}

const APPLY: Apply = {
  delay({ ms }, { delivery }, random) {
    delivery.delay = typeof ms === 'number' ? ms : randomBetween(ms, random)
  },
  neverAnswer(_fault, draft) {
    draft.isLost = true
    draft.delivery.ending = { kind: 'never' }
  },
  reset({ at }, draft) {
    if (at === 'before') {
      draft.isLost = true
      draft.delivery.ending = { kind: 'drop' }
    } else draft.delivery.ending = RESET[at]
  },
  truncate({ bytes }, { delivery }) {
    delivery.ending = { kind: 'cut', bytes, how: 'close' }
  },
  trickle({ bytesPerSecond }, { delivery }) {
    delivery.bytesPerSecond = bytesPerSecond
  },
  html({ status }, draft) {
    draft.reply = { status, error: 'html', contentType: 'text/html', body: htmlPage(status) }
  },
  emptyBody(_fault, draft) {
    draft.body = 'empty'
  },
  contentType({ type }, draft) {
    draft.contentType = type
  },
  malformedJson(_fault, draft) {
    draft.body = 'malformed'
  },
  unknownError(_fault, draft) {
    const body = { __type: 'NoSuchThingException', message: 'An error that the model of the service does not have.' }
    draft.reply = { status: 400, error: body.__type, body: JSON.stringify(body) }
  },
  untypedError(_fault, draft) {
    draft.reply = {
      status: 400,
      error: 'untypedError',
      body: JSON.stringify({ message: 'An error that does not say of what type it is.' }),
    }
  },
  clockSkew({ seconds }, draft) {
    draft.skewSeconds = seconds
  },
  staleReply(_fault, draft) {
    draft.isStale = true
  },
  commitThenDrop(_fault, { delivery }) {
    delivery.ending = { kind: 'drop' }
  },
  succeedSlowly({ ms, fails = false }, draft) {
    draft.slowly = { ms, fails }
  },
}

function randomBetween({ min, max }: Range, random: RandomSource): number {
  return min + random.next() * (max - min)
}

/** Makes the error page that nginx writes. */
function htmlPage(status: number): string {
  const title = `${status} ${STATUS_TEXTS[status] ?? 'Error'}`
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`
}

const STATUS_TEXTS: Readonly<Record<number, string>> = {
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
}
