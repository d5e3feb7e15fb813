import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { budget } from './test/support/budget.ts'
import { OutputReporter } from './test/support/output-reporter.ts'

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const SLOW = 'test/**/*.slow.test.ts'
const timeouts = (ms: number) => ({ testTimeout: budget(ms), hookTimeout: budget(ms) })

export default defineConfig({
  resolve: {
    // Tests import the package by its own name, as its users do.
    alias: [
      { find: /^lightsail-ports-testkit$/, replacement: source('mocks/index.ts') },
      { find: /^lightsail-ports-testkit\/server$/, replacement: source('mocks/server/index.ts') },
      { find: /^lightsail-ports-testkit\/contracts$/, replacement: source('contracts/pact/index.ts') },
      { find: /^lightsail-ports-testkit\/certify$/, replacement: source('contracts/certify/index.ts') },
      { find: /^lightsail-ports-testkit\/fixtures$/, replacement: source('fixtures/index.ts') },
      { find: /^lightsail-ports-testkit\/vitest$/, replacement: source('mocks/runners/vitest.ts') },
      { find: /^lightsail-ports-testkit\/jest$/, replacement: source('mocks/runners/jest.ts') },
      { find: /^lightsail-ports-testkit\/node-test$/, replacement: source('mocks/runners/node-test.ts') },
      { find: /^lightsail-ports-testkit\/matchers$/, replacement: source('mocks/matchers/matchers.ts') },
    ],
  },
  test: {
    // The programs that tests start are compiled once for all of them.
    env: { PACT_DO_NOT_TRACK: '1', NODE_COMPILE_CACHE: source('node_modules/.vitest/compiled') },
    // Only what fails is printed, with what it printed itself, and the closing lines.
    reporters: [new OutputReporter(), 'minimal'],
    // Tests wait for processes and sockets: three workers keep two cores busy.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // The files of a worker share what they import, which is a fourth of their work. Each leaves the process as it was.
          isolate: false,
          restoreMocks: true,
          unstubEnvs: true,
          unstubGlobals: true,
          include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/clients/**', 'test/package/**', 'test/matrix/**', SLOW],
          testTimeout: budget(30_000),
          hookTimeout: budget(30_000),
        },
      },
      // Proofs that take many seconds: `.ci/run` runs them, and `npm run test:slow`.
      { extends: true, test: { name: 'slow', include: [SLOW], ...timeouts(180_000) } },
      // Each call starts a process of another language, which takes seconds on a busy machine.
      { extends: true, test: { name: 'clients', include: ['test/clients/**/*.test.ts'], ...timeouts(120_000) } },
      // A browser takes seconds to start on a busy machine.
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'], ...timeouts(120_000) } },
      {
        extends: true,
        // Each cell installs a project of its own; two of them at the same time are what two processors can do.
        test: {
          name: 'matrix',
          include: ['test/matrix/**/*.test.ts'],
          globalSetup: ['test/support/pack-once.ts', 'test/matrix/install-runtimes.ts'],
          fileParallelism: false,
          maxConcurrency: 2,
          ...timeouts(1_200_000),
        },
      },
      {
        extends: true,
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: 'test/support/pack-once.ts',
          fileParallelism: false,
          ...timeouts(300_000),
        },
      },
    ],
  },
})
