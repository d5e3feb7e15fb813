import { readFileSync } from 'node:fs'

export { REPOSITORY } from '../../mocks/runtime/repository.ts'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string
}

export const VERSION = version
