import type { Project } from './project.ts'

/** Returns the command that runs the tests. Jest needs a flag for tests that are ES modules. */
export function testCommand({ runner, isModule, isTypeScript }: Project): string {
  if (runner === 'vitest') return 'npx vitest run'
  if (runner === 'node') return 'node --test'
  return isModule && !isTypeScript ? 'node --experimental-vm-modules node_modules/jest/bin/jest.js' : 'npx jest'
}

/** Writes a workflow of GitHub Actions that runs the tests, and fails if the contract has changed. */
export function workflow(project: Project): string {
  return `name: Lightsail
on: [push, pull_request]
permissions:
  contents: read
jobs:
  lightsail:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with:
          node-version: 24
      - run: npm ci
      - run: ${testCommand(project)}
      # The tests write the contract. It changes on purpose only, and is committed.
      - run: git diff --exit-code -- pacts
`
}
