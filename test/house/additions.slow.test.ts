import { expect, test } from 'vitest'
import { budget } from '../support/budget.ts'
import { Workspace } from '../support/workspace.ts'

/** Adds something to a copy of the repository, and gives what the growth test says of it. */
async function lackOf(name: string, add: (copy: Workspace) => void): Promise<readonly string[]> {
  using copy = new Workspace()
  add(copy)
  const { passed, output } = await copy.runTests(
    ['run', '--project', 'unit', 'test/house/growth.test.ts'],
    budget(120_000),
  )
  expect(passed, output).toBe(false)
  const lacks = [...output.matchAll(/^\+\s+"(.* lacks .*)",$/gm)].map(([, lack = '']) => lack.replaceAll('\\"', '"'))
  const [kind] = new Set(lacks.map((lack) => lack.split(' lacks ')[0]))
  expect(kind).toBe(name)
  return lacks.map((lack) => lack.split(' lacks ')[1] ?? '')
}

test('an operation that is added alone is told what it lacks', async () => {
  const lacks = await lackOf('operation GetContactMethods', (copy) => {
    const text = [
      "import { structure } from '../model/shape.ts'",
      "import { onAccount } from './operation.ts'",
      'export const getContactMethods = onAccount({',
      "  name: 'GetContactMethods',",
      '  input: structure({}),',
      '  changes: false,',
      '  run: () => ({ contactMethods: [] }),',
      '})',
    ]
    copy.write('mocks/operations/get-contact-methods.ts', text.join('\n'))
    copy.insertBefore(
      'mocks/operations/index.ts',
      'import { getInstance }',
      "import { getContactMethods } from './get-contact-methods.ts'",
    )
    copy.insertBefore('mocks/operations/index.ts', '    getInstance,', '    getContactMethods,')
  })
  expect(lacks).toEqual([
    'its name in docs/knowledge.md: run npm run docs',
    'a row in mocks/behaviours.ts that names it and says how its behaviour is known',
    'a shipped fixture in fixtures/data/',
    'a test in test/mocks/ that sends its command',
    'a type test of operation() with its input and output in test/types/operations.test-d.ts',
  ])
})

test('a fault that changes nothing is refused', async () => {
  const lacks = await lackOf('fault doNothing', (copy) => {
    copy.insertBefore('mocks/faults/fault.ts', "  'emptyBody',", "  'doNothing',")
    copy.insertBefore(
      'mocks/faults/fault.ts',
      '  emptyBody: ()',
      "  doNothing: (): PlainFault => ({ fault: 'doNothing' }),",
    )
    copy.insertBefore('mocks/faults/fault-plan.ts', '  emptyBody(', '  doNothing() {},')
    copy.insertBefore('test/house/kinds/faults.ts', '  emptyBody: ', '  doNothing: fault.doNothing(),')
  })
  expect(lacks).toEqual([
    'an effect: a call with it is as one without it',
    'a row in test/mocks/faults/matrix.ts',
    'its row in the second table of docs/faults.md: run npm run docs',
    'its row in the vocabulary of docs/faults.md',
    'a row in test/clients/faults.md: run npx vitest run --project clients --update',
  ])
})

test('an error that is added alone is told what it lacks', async () => {
  const error = "{ name: 'DiskFullException', meaning: 'Full.', message: 'Full.', cause: 'the disk is full' }"
  const add = (copy: Workspace): void =>
    copy.insertBefore('mocks/errors/catalogue.ts', '  common(', `  common(400, ${error}),`)
  expect(await lackOf('error DiskFullException', add)).toEqual([
    'its row in docs/errors.md: run npm run docs',
    'a test in test/mocks/ in which its cause leads to it',
  ])
})

test('a judgement that no wrong consumer fails is refused', async () => {
  const lacks = await lackOf('judgement is-polite', (copy) => {
    const text = [
      "import { type JudgementRule, pass } from './judgement.ts'",
      'export const isPolite: JudgementRule = {',
      "  name: 'is-polite',",
      "  title: 'it says please and thank you',",
      "  fix: 'Say please.',",
      "  judge: () => pass('it did'),",
      '}',
    ]
    copy.write('contracts/certify/judgements/is-polite.ts', text.join('\n'))
    const index = 'contracts/certify/judgements/index.ts'
    copy.insertBefore(index, 'import { terminates }', "import { isPolite } from './is-polite.ts'")
    copy.insertBefore(index, '  terminates,', '  isPolite,')
  })
  expect(lacks).toEqual([
    'its row in docs/certificate/index.md: run npm run docs',
    'its page, docs/certificate/NAME.md',
    'a wrong consumer in test/contracts/certify/ that it finds out',
  ])
})
