/** Counts what became of requests. */
export interface Counts {
  sent: number
  /** Requests that got their own reply. */
  answered: number
  /** Requests whose connection was closed without a reply. */
  closed: number
  /**
   * Those of them that the server closed for a reason of its own: it waits 5 seconds for the next request of a
   * connection, and 30 for the whole of one. On a busy machine a visitor can be too late.
   */
  dropped: number
}

/** The problems that are kept: one would do. */
const KEPT = 20

/** Counts requests by the kind of their visitor, and keeps what was wrong. */
export class Tally {
  readonly kinds = new Map<string, Counts>()
  readonly problems: string[] = []

  of(kind: string): Counts {
    const counts = this.kinds.get(kind) ?? { sent: 0, answered: 0, closed: 0, dropped: 0 }
    this.kinds.set(kind, counts)
    return counts
  }

  note(problem: string): void {
    if (this.problems.length < KEPT) this.problems.push(problem)
  }

  get total(): Counts {
    const total: Counts = { sent: 0, answered: 0, closed: 0, dropped: 0 }
    for (const { sent, answered, closed, dropped } of this.kinds.values()) {
      total.sent += sent
      total.answered += answered
      total.closed += closed
      total.dropped += dropped
    }
    return total
  }

  lines(): string[] {
    const column = (count: number, word: string): string => `${String(count).padStart(9)} ${word}`
    return [...this.kinds].map(([kind, { sent, answered, closed, dropped }]) =>
      [
        kind.padEnd(11),
        column(sent, 'sent'),
        column(answered, 'answered'),
        column(closed, 'closed'),
        column(dropped, 'of them late'),
      ].join(''),
    )
  }
}
