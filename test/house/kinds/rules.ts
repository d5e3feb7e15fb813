import { behaviours, createService } from 'lightsail-ports-testkit/server'
import { PAGE_OF_OPTIONS, PLACES } from '../../docs/places.ts'
import { hasWord, type Kind, readAll, readText } from './kind.ts'

const TABLE = readText(PLACES.rules)
const OPTIONS = readText(PAGE_OF_OPTIONS)
const PROOFS = readAll('test/mocks/behaviours.test.ts', 'test/mocks/*-proofs.ts')
const CHOICE_PROOFS = readText('test/mocks/rules.test.ts')
const rows = new Map(behaviours.map((row) => [row.id as string, row]))

/** Every rule of the provenance table. */
export const RULE_KIND: Kind = {
  name: 'rule',
  members: [...rows.keys()],
  needs: [
    {
      what: 'a proof in test/mocks/behaviours.test.ts or one of test/mocks/*-proofs.ts',
      isMet: (id) => new RegExp(`async '?${id}'?\\(`).test(PROOFS),
    },
    { what: 'a source', isMet: (id) => (rows.get(id)?.source ?? '') !== '' },
    {
      what: 'an option of createLightsail() that refuses a choice that is not there',
      isMet: (id) => {
        const option = rows.get(id)?.option
        return option === undefined || isRefused(option)
      },
    },
    {
      what: `its name and its choices in ${PLACES.rules}: run npm run docs`,
      isMet: (id) => {
        const names = Object.keys(rows.get(id)?.choices ?? {})
        return names.every((name) =>
          TABLE.split('\n').some((line) => line.startsWith(`| \`${id}\``) && hasWord(line, name)),
        )
      },
    },
    {
      what: 'a proof of each other choice in test/mocks/rules.test.ts',
      isMet: (id) => {
        const { choices = {}, default: chosen } = rows.get(id) ?? {}
        return Object.keys(choices).every((name) => name === chosen || hasWord(CHOICE_PROOFS, name))
      },
    },
    {
      what: `its option in ${PAGE_OF_OPTIONS}`,
      isMet: (id) => {
        const option = rows.get(id)?.option
        return option === undefined || hasWord(OPTIONS, option)
      },
    },
  ],
}

/** An option that is unknown is refused by its name; one that is known by the choices that there are. */
function isRefused(option: string): boolean {
  try {
    createService({ [option]: 'no-such-choice' })
    return false
  } catch (error) {
    return (error as Error).message.includes(option)
  }
}
