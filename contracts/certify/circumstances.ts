import { readFileSync } from 'node:fs'
import type { KnownSecrets } from '../../mocks/secrets/index.ts'
import type { Circumstances } from './card.ts'
import type { Observed } from './observed.ts'

/** Gathers the circumstances of a run for its card. */
export function circumstancesOf(
  runs: readonly Observed[],
  deadline: number,
  command: string | undefined,
  secrets: KnownSecrets,
): Circumstances {
  return {
    date: new Date().toISOString(),
    version: productVersion(),
    node: process.versions.node,
    client: runs.map(({ client }) => client).find((name) => name !== undefined),
    command: command === undefined ? undefined : secrets.redact(command),
    deadline,
  }
}

/** Reads the version from the package file, which is one folder further up in the published package. */
function productVersion(): string {
  for (const path of ['../../package.json', '../../../package.json']) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
      if (name === 'lightsail-ports-testkit') return String(version)
    } catch {
      // The package file is in the other place.
    }
  }
  return 'unknown'
}
