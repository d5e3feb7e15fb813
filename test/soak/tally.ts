/** Counts what became of requests. */
export interface Counts {
  sent: number
  /** Requests that got their own reply. */
  answered: number
  /** Requests whose connection was closed without a reply. */
  closed: number
}

/** The problems that are kept: one would do. */
const KEPT = 20

/** Counts requests by the kind of their visitor, and keeps what was wrong. */
export class Tally {
  readonly kinds = new Map<string, Counts>()
  readonly problems: string[] = []

  of(kind: string): Counts {
    const counts = this.kinds.get(kind) ?? { sent: 0, answered: 0, closed: 0 }
    this.kinds.set(kind, counts)
    return counts
  }

  note(problem: string): void {
    if (this.problems.length < KEPT) this.problems.push(problem)
  }

  get total(): Counts {
    const total: Counts = { sent: 0, answered: 0, closed: 0 }
    for (const { sent, answered, closed } of this.kinds.values()) {
      total.sent += sent
      total.answered += answered
      total.closed += closed
    }
    return total
  }

  lines(): string[] {
    return [...this.kinds].map(
      ([kind, { sent, answered, closed }]) =>
        `${kind.padEnd(11)} ${String(sent).padStart(9)} sent ${String(answered).padStart(9)} answered ${String(closed).padStart(7)} closed`,
    )
  }
}
