/** A mutant that no test can notice, as the program does the same with it. */
export interface EquivalentMutant {
  readonly file: string
  /** The line without its indentation. */
  readonly code: string
  readonly what: string
  readonly why: string
}

/** Mutants that are left out of every sample. */
export const EQUIVALENT: readonly EquivalentMutant[] = [
  {
    file: 'fixtures/redact/json-tree.ts',
    code: `while (this.#at < this.#text.length && !' \\t\\r\\n,]}'.includes(this.#text.charAt(this.#at))) this.#at += 1`,
    what: '< becomes <=',
    why: 'Behind the end there is no character, and every text includes the empty one.',
  },
  {
    file: 'fixtures/lint/check-shape.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a line of code.
    code: "const all = values.length > MAX_LISTED ? `one of the ${values.length} of ${structure}` : values.join(', ')",
    what: '> becomes >=',
    why: 'No enumeration that is checked has exactly twelve values.',
  },
  {
    file: 'fixtures/redact/pseudonyms.ts',
    code: '#version = 0',
    what: 'adds 1 to a number',
    why: 'It is compared with what it was before, and with nothing else.',
  },
  {
    file: 'cli/commands/replay.ts',
    code: 'await server.close()',
    what: 'removes a call',
    why: 'The process ends right afterwards, and closes what is open.',
  },
  {
    file: 'mocks/service/service-settings.ts',
    code: 'keyPairs: true,',
    what: 'flips a boolean',
    why: 'Only the names of the parts are read.',
  },
  {
    file: 'mocks/world/port-rule.ts',
    code: 'if (rules.length > FEW) return new Set(rules.map(portsKey)).size < rules.length',
    what: 'negates a condition',
    why: 'Both ways say the same; which one is quicker depends on the number of rules.',
  },
  {
    file: 'contracts/pact/provider/load-pacts.ts',
    code: 'const BROKER_TIMEOUT = 30_000',
    what: 'adds 1 to a number',
    why: 'A broker has a millisecond more, which no test can tell.',
  },
  {
    file: 'contracts/certify/programs/certified-program.ts',
    code: 'const STEP = 20',
    what: 'adds 1 to a number',
    why: 'It looks for the end of a program every 21 milliseconds, which no test can tell.',
  },
  {
    file: 'contracts/pact/consumer/pact-file.ts',
    code: 'const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1))',
    what: 'adds 1 to a number',
    why: 'A comparison says the same with every number of its sign.',
  },
  {
    file: 'contracts/consumers/areas.ts',
    code: 'parsed.set(opening, areas)',
    what: 'removes a call',
    why: 'The areas are parsed again, which takes longer and gives the same.',
  },
]
