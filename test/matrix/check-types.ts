import { createRequire } from 'node:module'
import { join } from 'node:path'

/** The functions of TypeScript 5 and 6 that this file calls. TypeScript 7, which this repository uses, has none. */
interface Compiler {
  readonly sys: { readonly newLine: string; fileExists(path: string): boolean; readFile(path: string): string }
  getParsedCommandLineOfConfigFile(
    path: string,
    options: object,
    host: object,
  ): { fileNames: string[]; options: object }
  createProgram(files: readonly string[], options: object): Program
  sortAndDeduplicateDiagnostics(diagnostics: readonly object[]): readonly object[]
  formatDiagnostics(diagnostics: readonly object[], host: object): string
}

interface Program {
  getSourceFiles(): readonly { readonly fileName: string }[]
  getConfigFileParsingDiagnostics(): readonly object[]
  getOptionsDiagnostics(): readonly object[]
  getGlobalDiagnostics(): readonly object[]
  getSyntacticDiagnostics(file: object): readonly object[]
  getSemanticDiagnostics(file: object): readonly object[]
}

/**
 * Prints the compiler's errors in a project's own files and in the declarations of this package, as `tsc` prints them. The
 * declarations of all other packages are read, but their own errors are not looked for: that is most of the work of `tsc`.
 */
const folder = process.cwd()
const load = createRequire(join(folder, 'package.json'))
const compiler: Compiler = load('typescript')
const { fileNames, options } = compiler.getParsedCommandLineOfConfigFile(
  'tsconfig.json',
  {},
  {
    ...compiler.sys,
    onUnRecoverableConfigFileDiagnostic(diagnostic: { readonly messageText: unknown }) {
      throw new Error(`Failed to read tsconfig.json: ${JSON.stringify(diagnostic.messageText)}`)
    },
  },
)
const program = compiler.createProgram(fileNames, options)
const paths = program.getSourceFiles()
const tested = paths.filter(({ fileName }) => fileName.includes('/node_modules/lightsail-ports-testkit/'))
const own = paths.filter(
  ({ fileName }) => fileName.includes('/node_modules/') === false && fileNames.includes(fileName),
)
if (tested.length === 0 || own.length !== fileNames.length) {
  throw new Error('Failed to check types: the compiler did not read the tests or this package.')
}
const errors = compiler.sortAndDeduplicateDiagnostics([
  ...program.getConfigFileParsingDiagnostics(),
  ...program.getOptionsDiagnostics(),
  ...program.getGlobalDiagnostics(),
  ...[...own, ...tested].flatMap((file) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ]),
])
process.stdout.write(
  compiler.formatDiagnostics(errors, {
    getCurrentDirectory: () => folder,
    getCanonicalFileName: (path: string) => path,
    getNewLine: () => compiler.sys.newLine,
  }),
)
process.exitCode = errors.length === 0 ? 0 : 2
