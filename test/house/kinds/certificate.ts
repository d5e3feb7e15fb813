import { existsSync } from 'node:fs'
import { judgementRules } from '../../../contracts/certify/judgements/index.ts'
import { situations } from '../../../contracts/certify/situations/index.ts'
import { PLACES } from '../../docs/places.ts'
import { hasWord, type Kind, readAll, readText } from './kind.ts'

const TABLES = readText(PLACES.situations)
const TESTS = readAll('test/contracts/certify/**/*.ts')
const isKebab = (name: string): boolean => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)

/** Situations whose names end so are the same as another, told by its status. */
const BY_THE_MODEL = /-by-the-model$/

const titles = new Map([...situations, ...judgementRules].map(({ name, title }) => [name, title]))
const SHARED_NEEDS = [
  { what: 'a name in kebab case', isMet: isKebab },
  { what: 'a title', isMet: (name: string) => (titles.get(name) ?? '').length > 10 },
  {
    what: `its row in ${PLACES.situations}: run npm run docs`,
    isMet: (name: string) => hasWord(TABLES, name.replace(BY_THE_MODEL, '')),
  },
]

/** Every situation. `situations.slow.test.ts` shows that each fails a consumer that does nothing. */
export const SITUATION_KIND: Kind = {
  name: 'situation',
  members: situations.map(({ name }) => name),
  needs: SHARED_NEEDS,
}

/** Every judgement. The test of the certificate shows that each wrong consumer is found out by what it names. */
export const JUDGEMENT_KIND: Kind = {
  name: 'judgement',
  members: judgementRules.map(({ name }) => name),
  needs: [
    ...SHARED_NEEDS,
    {
      what: 'its page, docs/certificate/NAME.md',
      isMet: (name) => existsSync(new URL(`../../../docs/certificate/${name}.md`, import.meta.url)),
    },
    {
      what: 'a wrong consumer in test/contracts/certify/ that it finds out',
      isMet: (name) => TESTS.includes(`'${name}'`),
    },
  ],
}
