/** A room of the house: a folder or a file, and its purpose in a line. */
export interface Room {
  readonly path: string
  readonly purpose: string
}

/** The floors of the house, from the top down. A room stands above everything that it imports. */
export const FLOORS: readonly (readonly Room[])[] = [
  [
    { path: 'cli/', purpose: 'the command line: `commands/`, one file each, and `support/`; no logic of its own' },
    { path: 'examples/', purpose: 'complete small projects, with the pacts that they make' },
  ],
  [
    {
      path: 'contracts/pact/',
      purpose: 'Pact cases, promises of a consumer, pact files, verification; the only room that loads Pact',
    },
    {
      path: 'contracts/certify/',
      purpose: 'the certificate: situations, judgements, programs, reports; it needs no Pact',
    },
    { path: 'fixtures/', purpose: 'recorded exchanges: record, redact, lint, import, replay, and the shipped files' },
  ],
  [{ path: 'contracts/consumers/', purpose: 'runs the code of a consumer and watches what it does' }],
  [
    {
      path: 'mocks/runners/',
      purpose: 'the entries for vitest, Jest and node:test: matchers, and the hooks that start, reset and end',
    },
  ],
  [
    { path: 'mocks/index.ts', purpose: 'the public face' },
    { path: 'mocks/server/', purpose: 'the HTTP server, and its own routes under `/_mock`' },
    { path: 'mocks/matchers/', purpose: 'matchers for the `expect` of vitest and Jest' },
  ],
  [{ path: 'mocks/states/', purpose: 'provider states of pacts: the worlds that they mean' }],
  [{ path: 'mocks/lightsail.ts', purpose: "`createLightsail`: the service, and MSW's handlers" }],
  [{ path: 'mocks/service/', purpose: 'joins world, engine, faults and doors' }],
  [{ path: 'mocks/doors/', purpose: 'MSW handlers, SDK requestHandler, fetch; msw is loaded here only' }],
  [{ path: 'mocks/engine/', purpose: "one request's way: the ordered checks, the call journal" }],
  [
    { path: 'mocks/operations/', purpose: 'one file for each simulated action' },
    { path: 'mocks/checks/', purpose: 'the checks of a request that do not depend on its action' },
    { path: 'mocks/faults/', purpose: 'the vocabulary of faults, and the script that says when they happen' },
  ],
  [{ path: 'mocks/world/', purpose: 'everything that exists: account, Regions, instances, rules, operations' }],
  [
    { path: 'mocks/iam/', purpose: 'policies' },
    { path: 'mocks/sigv4/', purpose: 'signatures' },
    { path: 'mocks/model/', purpose: "the service's model: operation names, Regions, blueprints, shapes" },
    { path: 'mocks/secrets/', purpose: 'secrets: their names, their looks, all their forms' },
  ],
  [{ path: 'mocks/definitions/', purpose: 'reads the definitions that users write, with every problem at once' }],
  [{ path: 'mocks/behaviours.ts', purpose: 'the provenance table: each rule of the simulation, and how it is known' }],
  [{ path: 'mocks/errors/', purpose: 'the catalogue of errors' }],
  [
    { path: 'mocks/protocol/', purpose: 'AWS JSON: target, media type, endpoints, attempts, JSON with its bounds' },
    { path: 'mocks/runtime/node/', purpose: 'files and decompression, which need Node' },
    { path: 'mocks/runtime/', purpose: 'clock, ids, randomness, ring, timers' },
  ],
]

/** The files that other top-level folders may import. */
export const FACES: readonly string[] = [
  'mocks/index.ts',
  'mocks/server/index.ts',
  'mocks/doors/index.ts',
  'mocks/runners/vitest.ts',
  'mocks/states/index.ts',
  'contracts/pact/index.ts',
  'contracts/certify/index.ts',
  'fixtures/index.ts',
  // These are not published: they are for the rooms above alone.
  'fixtures/large/index.ts',
  'mocks/protocol/index.ts',
  'mocks/runtime/index.ts',
  'mocks/runtime/node/index.ts',
  'mocks/secrets/index.ts',
  'mocks/model/index.ts',
  'mocks/faults/index.ts',
  'mocks/errors/index.ts',
  'mocks/server/log/index.ts',
  'fixtures/lint/reply-problems.ts',
]
