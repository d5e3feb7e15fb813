import type { Cell } from './cells.ts'

/** Something that does not work, and the way around it. */
export interface Limit {
  readonly what: string
  readonly why: string
  readonly instead: string
  /** A cell that shows it, and what its tests print. */
  readonly proof?: { readonly cell: Cell; readonly prints: RegExp }
}

/** The limits that the compatibility table names. Those with a proof are run. */
export const LIMITS: readonly Limit[] = [
  {
    what: 'Jest without ES modules, Node before 24.9, MSW newer than 2.11.1',
    why: 'a package that MSW needs has ES modules only, and this Jest cannot load one with `require()`',
    instead:
      'MSW 2.11.1, Node 24.9 or newer with `node --experimental-vm-modules`, or the `requestHandler` of `createService`',
    proof: {
      cell: {
        node: '22.12',
        runner: 'Jest 30, babel-jest',
        msw: '2.15.0',
        sdk: '3.1169.0',
        typescript: '6.0.3',
        resolution: 'bundler',
      },
      prints: /Must use import to load ES Module/,
    },
  },
  {
    what: 'ts-jest with TypeScript 7',
    why: 'this compiler has no functions that ts-jest could call',
    instead: 'babel-jest, or TypeScript 6 for ts-jest',
  },
  {
    what: 'MSW 3 with TypeScript before 5.9',
    why: 'MSW asks for TypeScript 5.9, and npm refuses an older one',
    instead: 'MSW 2',
  },
  {
    what: '`skipLibCheck: false`',
    why: "declarations of others have errors of their own: MSW's and those of its parts without the `dom` library, vite's (of vitest 3) with TypeScript 5.4. Those of this package have none, but they name types of the peers that an entry is for",
    instead: '`skipLibCheck: true`, or the peers whose types an entry names',
  },
  {
    what: 'AWS SDK version 3 of before May 2026 (with `@aws-sdk/core` before 3.974.9)',
    why: 'these take the finer `code` of an error for its name, where it has one: a missing instance is `DoesNotExist`. The real service sends the same code, so that a test is right to show it',
    instead: 'handle both names, or go by the error’s text',
  },
  {
    what: 'MSW 3 on Bun and Deno',
    why: 'it intercepts sockets by parts of Node that these do not have',
    instead: 'MSW 2.15, the `requestHandler`, `fetch` or HTTP door',
  },
  {
    what: '`describeConsumer` on Bun',
    why: 'Bun has no functions of its test runner where other modules could find them',
    instead: 'the second argument: `{ describe, it, afterAll }` of `bun:test`',
  },
  {
    what: '`./server`, `./contracts`, `./certify` and `./fixtures` in a browser',
    why: 'they need files, processes and sockets',
    instead: 'the entry `.`, which has none of these',
  },
]
