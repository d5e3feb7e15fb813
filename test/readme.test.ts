import { readFileSync } from 'node:fs'
import { behaviours, createLightsail, errorCatalogue } from 'lightsail-ports-testkit'
import { expect, test } from 'vitest'
import { judgementRules } from '../contracts/certify/judgements/index.ts'
import { describeExpectation, type Expectation } from '../contracts/certify/situations/expectation.ts'
import { situations } from '../contracts/certify/situations/index.ts'
import { MEASURED_SDKS } from '../mocks/errors/index.ts'
import { OPERATIONS } from '../mocks/operations/index.ts'
import { faultTable } from './mocks/faults/matrix.ts'
import { lightsailPorts } from './support/command-line.ts'

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

/** Reads the lines between `// #region NAME` and its end, without the indentation of the first one. */
function region(path: string, name: string): string {
  const lines = read(path).split('\n')
  const start = lines.findIndex((line) => line.trim() === `// #region ${name}`)
  const end = lines.findIndex((line, index) => index > start && line.trim() === '// #endregion')
  if (start === -1 || end === -1) throw new Error(`Failed to find the region ${name} in ${path}`)
  const indent = lines[start]?.search(/\S/) ?? 0
  return lines
    .slice(start + 1, end)
    .map((line) => line.slice(indent))
    .join('\n')
}

const code = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``

function errorTable(): string {
  const rows = errorCatalogue.map(({ name, documentedForPut, meaning, status, retried, cause }) =>
    [
      documentedForPut ? `**${name}**` : name,
      meaning,
      status.documented === status.model ? status.documented : `${status.documented} (${status.model})`,
      retried.js ? 'yes' : 'no',
      cause,
    ].join(' | '),
  )
  const head = 'error | meaning | status (by the model) | retried by the JS SDK | what causes it here'
  return [head, '--- | --- | --- | --- | ---', ...rows].map((row) => `| ${row} |`).join('\n')
}

/** Makes the table of the names that SDKs report documented errors by. */
function sdkNameTable(): string {
  const rows = errorCatalogue
    .filter(({ documentedForPut }) => documentedForPut)
    .map(({ name, sdkNames }) => {
      const cells = MEASURED_SDKS.map(({ id }) => {
        const { name: reported, hasClass } = sdkNames[id]
        return (reported === name ? 'same' : `**${reported}**`) + (hasClass || id === 'js-v2' ? '' : ', no class')
      })
      return [name, ...cells].join(' | ')
    })
  const head = ['error', ...MEASURED_SDKS.map(({ title, version }) => `${title} (${version})`)].join(' | ')
  return [
    head,
    MEASURED_SDKS.map(() => '---')
      .concat('---')
      .join(' | '),
    ...rows,
  ]
    .map((row) => `| ${row} |`)
    .join('\n')
}

/** Names the situation that differs from this one in text and status alone. */
const originalOf = (expects: Expectation): string | undefined =>
  expects.kind === 'refusal' ? expects.sameAs : undefined

/** Makes the table of the rules with choices. */
function ruleTable(): string {
  const rows = behaviours.flatMap(({ id, does, choices, default: chosen }) => {
    if (choices === undefined) return []
    const named = Object.entries(choices).map(
      ([name, what]) => `\`${name}\`${name === chosen ? ' (default)' : `: ${what}`}`,
    )
    return [`| \`${id}\` | ${does} | ${named.join('; ')} |`]
  })
  return ['| rule | what it does | choices |', '| --- | --- | --- |', ...rows].join('\n')
}

function situationTable(): string {
  // Each documented error is there once more, and has no row of its own.
  const rows = situations
    .filter(({ expects }) => originalOf(expects) === undefined)
    .map(({ name, title, expects }) => {
      const isTwice = situations.some((other) => originalOf(other.expects) === name)
      const twice = isTwice ? ` (and \`${name}-by-the-model\`)` : ''
      return `| \`${name}\`${twice} | ${title} | ${describeExpectation(expects)} |`
    })
  return ['| situation | what happens | what is right |', '| --- | --- | --- |', ...rows].join('\n')
}

function judgementTable(): string {
  const rows = judgementRules.map(({ name, title }) => `| \`${name}\` | ${title} |`)
  return ['| judgement | a good consumer |', '| --- | --- |', ...rows].join('\n')
}

function operationTable(): string {
  const names = [...OPERATIONS.values()]
  const listed = (changes: boolean) =>
    names.flatMap((operation) => (operation.changes === changes ? `\`${operation.name}\`` : [])).join(', ')
  return `- They change something: ${listed(true)}.\n- They read: ${listed(false)}.`
}

/** Makes each marked block of the README. */
const BLOCKS: Readonly<Record<string, () => string | Promise<string>>> = {
  'first test': () => code('ts', read('test/readme/first.test.ts')),
  doors: () => code('ts', region('test/readme/guide.test.ts', 'doors')),
  causes: () => code('ts', region('test/readme/guide.test.ts', 'causes')),
  policy: () => code('ts', region('test/readme/guide.test.ts', 'policy')),
  faults: () => code('ts', region('test/readme/guide.test.ts', 'faults')),
  watch: () => code('ts', region('test/readme/guide.test.ts', 'watch')),
  consumer: () => code('ts', read('examples/firewall-sync/firewall-sync.ts')),
  'verify help': async () => code('text', (await lightsailPorts('verify', '--help')).stdout),
  contract: () => code('ts', read('examples/firewall-sync/firewall-sync.test.ts')),
  replay: () => code('ts', region('test/readme/guide.test.ts', 'replay')),
  record: () => code('ts', region('test/readme/guide.test.ts', 'record')),
  certified: () => code('ts', read('examples/firewall-sync/certified.ts')),
  certify: () => code('ts', read('test/readme/certified.test.ts').replace('../../examples/firewall-sync/', './')),
  rules: ruleTable,
  situations: situationTable,
  judgements: judgementTable,
  'certify help': async () => code('text', (await lightsailPorts('certify', '--help')).stdout),
  override: () => code('ts', region('test/readme/guide.test.ts', 'override')),
  'fault table': faultTable,
  errors: errorTable,
  'sdk names': sdkNameTable,
  operations: operationTable,
  help: async () => code('text', (await lightsailPorts('serve', '--help')).stdout),
}

test('the README says what the code, the catalogue and the command line say', async () => {
  let readme = read('README.md')
  for (const [name, make] of Object.entries(BLOCKS)) {
    const block = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- end -->)`)
    expect(readme).toMatch(block)
    const made = await make()
    readme = readme.replace(block, (_all, before, after) => `${before}${made}\n${after}`)
  }
  // `npm run docs` writes it.
  await expect(readme).toMatchFileSnapshot('../README.md')
})

test('the README names every script that it asks to be run', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const named = [...read('README.md').matchAll(/npm (?:run ([\w:]+)|(start|test)\b)/g)]
  const asked = named.map(([, script, short]) => script ?? short)
  expect(asked).toEqual(
    expect.arrayContaining([
      'start',
      'test',
      'check',
      'test:clients',
      'test:package',
      'test:browser',
      'demo',
      'bench',
      'docs',
    ]),
  )
  expect(asked.filter((name) => name === undefined || scripts[name] === undefined)).toEqual([])
})

test('the world of the README is one', () => {
  const [, json = ''] = /```json\n(.*?)```/s.exec(read('README.md')) ?? []
  const lightsail = createLightsail(JSON.parse(json))
  expect(lightsail.export()).toMatchObject(JSON.parse(json))
})
