import { contractCases } from 'lightsail-ports-testkit/contracts'
import { errorCatalogue } from 'lightsail-ports-testkit/server'
import { situations } from '../../../contracts/certify/situations/index.ts'
import { PLACES } from '../../docs/places.ts'
import { hasWord, type Kind, readAll, readText } from './kind.ts'

const TABLE = readText(PLACES.errors)
const FIXTURES = readAll('fixtures/data/*.har')
const TESTS = readAll('test/mocks/**/*.ts')
const TYPE_TESTS = readAll('test/types/*.test-d.ts')

/** Errors whose cause begins so come about only where somebody sets them as a fault. */
const IS_FORCED = /^none\b/

const causes = new Map<string, string>(errorCatalogue.map(({ name, cause }) => [name, cause]))
const documented = errorCatalogue.filter(({ documentedForPut }) => documentedForPut).map(({ name }) => name)

/** Every error of the catalogue. The catalogue's own test answers with each, through every door. */
export const ERROR_KIND: Kind = {
  name: 'error',
  members: errorCatalogue.map(({ name }) => name),
  needs: [
    { what: `its row in ${PLACES.errors}: run npm run docs`, isMet: (name) => hasWord(TABLE, name) },
    {
      what: 'a test in test/mocks/ in which its cause leads to it',
      isMet: (name) => IS_FORCED.test(causes.get(name) ?? '') || hasWord(TESTS, name),
    },
  ],
}

/** The errors that AWS documents for PutInstancePublicPorts, which every consumer has to handle. */
export const DOCUMENTED_ERROR_KIND: Kind = {
  name: 'documented error',
  members: documented,
  needs: [
    { what: 'a case in contractCases', isMet: (name) => contractCases.some(({ error }) => error === name) },
    {
      what: 'a situation of the certificate that names it',
      isMet: (name) => situations.some((one) => JSON.stringify(one).includes(name)),
    },
    { what: 'a shipped fixture in fixtures/data/', isMet: (name) => hasWord(FIXTURES, name) },
    { what: 'a promise in test/types/contracts.test-d.ts', isMet: (name) => hasWord(TYPE_TESTS, name) },
  ],
}
