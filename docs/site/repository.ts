import { readFileSync } from 'node:fs'

const { repository, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly repository: { readonly url: string }
  readonly version: string
}

/** The address of the repository. It is written down in package.json alone. */
export const REPOSITORY = repository.url.replace(/^git\+/, '').replace(/\.git$/, '')
export const VERSION = version
