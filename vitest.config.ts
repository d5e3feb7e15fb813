import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

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
    env: { PACT_DO_NOT_TRACK: '1' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/clients/**', 'test/package/**'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        // Each call starts a process of another language, which takes seconds on a busy machine.
        test: { name: 'clients', include: ['test/clients/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
      },
      {
        extends: true,
        // A browser takes seconds to start on a busy machine.
        test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
      },
      {
        extends: true,
        test: { name: 'package', include: ['test/package/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 },
      },
    ],
  },
})
