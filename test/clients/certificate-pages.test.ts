import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { certifyConsumer, textReport } from 'lightsail-ports-testkit/certify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judgementRules } from '../../contracts/certify/judgements/index.ts'
import { blocksOf, readPage, situationsOf } from '../contracts/certify/pages.ts'
import { findPython } from '../support/boto3.ts'
import { budget } from '../support/budget.ts'

const DRIVER = fileURLToPath(new URL('consumers/run_page.py', import.meta.url))
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightsail-ports-pages-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function certifyExample(name: string, code: string, situations: readonly string[]) {
  const file = join(folder, `${name}.py`)
  await writeFile(file, code)
  const exec = `${await findPython()} '${DRIVER}' '${file}'`
  return await certifyConsumer({ name, exec, situations, deadline: budget(20_000) })
}

test.each(judgementRules.map(({ name }) => name))(
  'the Python examples on the page of %s are wrong and right',
  async (name) => {
    const page = await readPage(name)
    const [wrong, right] = blocksOf(page, 'python')
    if (wrong === undefined || right === undefined) return
    const failing = await certifyExample(`${name}-wrong`, wrong, situationsOf(page))
    const verdicts = failing.situations.flatMap(({ judgements }) =>
      judgements.filter((one) => one.name === name).map(({ verdict }) => verdict),
    )
    expect(
      verdicts.some((verdict) => verdict !== 'pass'),
      textReport(failing),
    ).toBe(true)
    const passing = await certifyExample(`${name}-right`, right, situationsOf(page))
    expect(passing.failed, textReport(passing)).toBe(0)
  },
)
