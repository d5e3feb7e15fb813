import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Command } from 'commander'
import { contractTest } from '../init/contract-test.ts'
import { firstTest } from '../init/first-test.ts'
import { findProject, missingPackages, type Project } from '../init/project.ts'
import { testCommand, workflow } from '../init/workflow.ts'
import { UsageError } from '../support/usage-error.ts'

const RUNNERS = { vitest: 'vitest', jest: 'Jest', node: 'node:test' } as const

/** Makes the command `lightsail-ports init`. */
export function initCommand(): Command {
  return new Command('init').action(runInit)
}

async function runInit(): Promise<void> {
  const folder = process.cwd()
  const project = findProject(folder)
  const ending = project.isTypeScript ? 'ts' : 'js'
  const files = {
    [`test/lightsail.test.${ending}`]: firstTest(project),
    [`test/lightsail-contract.test.${ending}`]: contractTest(project),
    '.github/workflows/lightsail.yml': workflow(project),
  }
  process.stdout.write(`Found ${RUNNERS[project.runner]} and version ${project.sdk} of the AWS SDK.\n`)
  for (const [name, text] of Object.entries(files)) {
    const isNew = await writeNew(join(folder, name), text)
    process.stdout.write(isNew ? `Wrote ${name}\n` : `Kept ${name}, which was there before\n`)
  }
  process.stdout.write(nextSteps(project))
}

/** Writes a file that does not exist yet. Returns false, and leaves the file alone, if it exists. */
async function writeNew(path: string, text: string): Promise<boolean> {
  const fail = (error: Error): never => {
    throw new UsageError(`Failed to write ${path}: ${error.message}`)
  }
  // A file that stands where a folder should be fails with EEXIST, too, and is no test that was there before.
  await mkdir(dirname(path), { recursive: true }).catch(fail)
  try {
    await writeFile(path, text, { flag: 'wx' })
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST' ? false : fail(error as Error)
  }
}

function nextSteps(project: Project): string {
  const missing = missingPackages(project)
  const install = missing.length === 0 ? '' : `Install what they need: npm install --save-dev ${missing.join(' ')}\n`
  return `${install}Run them: ${testCommand(project)}\n`
}
