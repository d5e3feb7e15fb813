import { registerHooks } from 'node:module'
import { parseArgs } from 'node:util'
import { sourceOf } from '../support/package-source.ts'

// Files that the tests share import the package by its own name, as its users do.
registerHooks({
  resolve: (specifier, context, next) => next(sourceOf(specifier) ?? specifier, context),
})
const { runFuzz } = await import('./run-fuzz.ts')
const { TARGETS } = await import('./targets/index.ts')

const HELP = `npm run fuzz -- [--seed S] [--minutes M] [--rounds N] [--from R] [--only TARGET]...

Tries random inputs, round after round, and prints the smallest input that a property does not hold for.

  --seed     the seed of all inputs (default: another one each time; it is printed)
  --minutes  how long (default: 10)
  --rounds   ends after so many rounds
  --from     goes on with this round of a seed (default: 1)
  --only     a target (repeatable): ${TARGETS.map(({ name }) => name).join(', ')}
`

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    minutes: { type: 'string', default: '10' },
    rounds: { type: 'string', default: 'Infinity' },
    from: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  process.stdout.write(HELP)
} else {
  const unknown = values.only?.filter((name) => !TARGETS.some((target) => target.name === name)) ?? []
  if (unknown.length > 0) throw new Error(`Failed to fuzz: there is no target ${unknown.join(', ')}.\n${HELP}`)
  const isGood = await runFuzz(
    TARGETS.filter(({ name }) => values.only?.includes(name) ?? true),
    {
      seed: values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed),
      minutes: Number(values.minutes),
      rounds: Number(values.rounds),
      from: Number(values.from),
      print: (line) => process.stdout.write(`${line}\n`),
    },
  )
  if (!isGood) process.exitCode = 1
}
