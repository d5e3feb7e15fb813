import { readFileSync } from 'node:fs'

/** Reads the version from package.json, which is two folders above this file and three above its built form. */
export function packageVersion(): string {
  for (const up of ['../../package.json', '../../../package.json']) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8'))
      if (name === 'lightsail-ports-testkit') return version
    } catch {
      // The file is in the other place.
    }
  }
  return 'unknown'
}
