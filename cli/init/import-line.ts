import type { Project } from './project.ts'

/**
 * Writes an import as a line, or a `require()` where tests are CommonJS.
 *
 * @param names the name of the default export, or a list of names
 */
export function importLine({ isCommonJs }: Project, names: string | readonly string[], from: string): string {
  const what = typeof names === 'string' ? names : `{ ${names.join(', ')} }`
  return isCommonJs ? `const ${what} = require('${from}')` : `import ${what} from '${from}'`
}
