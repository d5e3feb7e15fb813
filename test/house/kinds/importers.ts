import { importCommand } from '../../../cli/commands/import.ts'
import { FORMATS } from '../../../fixtures/import/import-recording.ts'
import { PAGE_OF_IMPORTERS } from '../../docs/places.ts'
import { hasWord, type Kind, readAll, readText } from './kind.ts'

const PAGE = readText(PAGE_OF_IMPORTERS)
const TESTS = readText('test/fixtures/import-recording.test.ts')
const TYPE_TESTS = readAll('test/types/*.test-d.ts')

export const IMPORTER_KIND: Kind = {
  name: 'importer',
  members: FORMATS,
  needs: [
    {
      what: `its name in ${PAGE_OF_IMPORTERS}, beside import`,
      isMet: (name) => hasWord(PAGE.toLowerCase(), name),
    },
    {
      what: 'its name among the choices of lightsail-ports import --format',
      isMet: (name) => {
        const format = importCommand().options.find(({ long }) => long === '--format')
        return format?.argChoices?.includes(name) === true
      },
    },
    { what: 'a test in test/fixtures/import-recording.test.ts', isMet: (name) => hasWord(TESTS, name) },
    {
      what: 'a type test of importRecording() in test/types/fixtures.test-d.ts',
      isMet: (name) => TYPE_TESTS.includes(`format: '${name}'`),
    },
  ],
}
