import { COMMANDS } from '../../cli/command-list.ts'
import { firstTest } from '../../cli/init/first-test.ts'
import type { Project } from '../../cli/init/project.ts'
import { faultTable } from '../mocks/faults/matrix.ts'
import { lightsailPorts } from '../support/command-line.ts'
import { pageList } from './page-list.ts'
import type { Part } from './places.ts'
import { errorTable, judgementTable, operationTable, ruleTable, sdkNameTable, situationTable } from './tables.ts'

/** Writes a fenced block. */
export function fenced(language: string, text: string): string {
  return [`\`\`\`${language}`, ...(text === '' ? [] : [text.trimEnd()]), '```'].join('\n')
}

/** Writes the test that `lightsail-ports init` writes into a project with ES modules. */
function firstTestIn(runner: Project['runner']): string {
  const project = {
    runner,
    sdk: 3,
    isTypeScript: false,
    isCommonJs: false,
    isModule: true,
    packages: new Set<string>(),
  }
  return fenced('js', firstTest(project as Project))
}

async function helpOfCommands(): Promise<string> {
  const parts: string[] = []
  for (const { name } of COMMANDS) {
    const { stdout } = await lightsailPorts(name, '--help')
    parts.push(`## ${name}\n\n${fenced('text', stdout)}`)
  }
  return parts.join('\n\n')
}

/** Makes each part of a page that is made from the code. */
export const PARTS: Readonly<Record<Part, () => string | Promise<string>>> = {
  'first test in vitest': () => firstTestIn('vitest'),
  'first test in Jest': () => firstTestIn('jest'),
  'first test in node:test': () => firstTestIn('node'),
  errors: errorTable,
  'sdk names': sdkNameTable,
  'fault table': faultTable,
  rules: ruleTable,
  operations: operationTable,
  situations: situationTable,
  judgements: judgementTable,
  commands: helpOfCommands,
  pages: pageList,
}
