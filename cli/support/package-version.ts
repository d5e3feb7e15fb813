import { readFileSync } from 'node:fs'

/** The version in package.json, which stands one folder above the sources and two above what is built from them. */
export function packageVersion(): string {
  for (const up of ['../package.json', '../../package.json']) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8'))
      if (name === 'lightsail-ports-testkit') return version
    } catch {
      // The other place has it.
    }
  }
  return 'unknown'
}
