import type { SituationResult } from '../../../../contracts/certify/index.ts'
import { isRight, type Row } from './row.ts'

/** The differences between a card and what it has to say. */
export interface Confusion {
  /** Failures of judgements that the consumer does not deserve. */
  readonly falseFailures: readonly string[]
  /** Mistakes that the card does not fail. */
  readonly misses: readonly string[]
  /** Failures that are deserved, for another reason than the card gives. */
  readonly wrongReasons: readonly string[]
}

/** Compares the verdicts on a consumer with the failures that it has to have. */
export function confusionOf(
  results: readonly SituationResult[],
  { fails, also = [] }: Pick<Row, 'fails' | 'also'>,
): Confusion {
  const found = new Map<string, string>(
    results.flatMap(({ name, judgements }) =>
      judgements.filter(({ verdict }) => verdict === 'fail').map((one) => [`${name}/${one.name}`, one.reason] as const),
    ),
  )
  // A mistake may show in more situations than the one that is named for it: the judgement is what counts there.
  const judgements = new Set([...Object.keys(fails).map((path) => path.split('/')[1]), ...also])
  const ran = new Set(results.map(({ name }) => name))
  const required = Object.entries(fails).filter(([path]) => ran.has(path.split('/')[0] ?? ''))
  return {
    falseFailures: [...found].filter(([path]) => !judgements.has(path.split('/')[1])).map((one) => one.join(': ')),
    misses: required.filter(([path]) => !found.has(path)).map(([path]) => path),
    wrongReasons: required.flatMap(([path, reason]) => {
      const text = found.get(path)
      return text === undefined || reason.test(text) ? [] : [`${path}: ${text}`]
    }),
  }
}

/** Lists what is wrong with a card, one problem a line. */
export function problemsOf({ falseFailures, misses, wrongReasons }: Confusion): string[] {
  return [
    ...falseFailures.map((one) => `false failure  ${one}`),
    ...misses.map((one) => `miss           ${one}`),
    ...wrongReasons.map((one) => `wrong reason   ${one}`),
  ]
}

/** Counts right and wrong consumers by what their cards say. */
export function newMatrix() {
  const counts = { rightPassed: 0, rightFailed: 0, wrongFailed: 0, wrongMissed: 0, wrongFalse: 0, wrongReasons: 0 }
  return {
    add(row: Row, { falseFailures, misses, wrongReasons }: Confusion): void {
      if (isRight(row)) {
        counts[falseFailures.length === 0 ? 'rightPassed' : 'rightFailed'] += 1
        return
      }
      if (misses.length > 0) counts.wrongMissed += 1
      else if (falseFailures.length > 0) counts.wrongFalse += 1
      else if (wrongReasons.length > 0) counts.wrongReasons += 1
      else counts.wrongFailed += 1
    },
    isClean: (): boolean => counts.rightFailed + counts.wrongMissed + counts.wrongFalse + counts.wrongReasons === 0,
    text: (): string =>
      [
        '                  as it should  false failure  miss  wrong reason',
        `right consumers   ${cell(counts.rightPassed, 12)}  ${cell(counts.rightFailed, 13)}  ${cell('-', 4)}  ${cell('-', 12)}`,
        `wrong consumers   ${cell(counts.wrongFailed, 12)}  ${cell(counts.wrongFalse, 13)}  ${cell(counts.wrongMissed, 4)}  ${cell(counts.wrongReasons, 12)}`,
      ].join('\n'),
  }
}

function cell(value: number | string, width: number): string {
  return String(value).padStart(width)
}
