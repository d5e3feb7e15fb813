import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../support/usage-error.ts'

/** The parts of a project that its first tests depend on. */
export interface Project {
  readonly runner: 'vitest' | 'jest' | 'node'
  /** The AWS SDK for JavaScript, version 3 or 2. */
  readonly sdk: 3 | 2
  readonly isTypeScript: boolean
  /** Tests are loaded with `require()`: they are JavaScript of a package that is not of the type `module`. */
  readonly isCommonJs: boolean
  /** Its JavaScript files are ES modules. */
  readonly isModule: boolean
  /** The packages that package.json names. */
  readonly packages: ReadonlySet<string>
}

interface PackageJson {
  readonly type?: string
  readonly dependencies?: object
  readonly devDependencies?: object
}

/**
 * Finds the test runner, the SDK and the language of the project in a folder.
 *
 * @throws {UsageError} if the folder has no package.json that can be read
 */
export function findProject(folder: string): Project {
  const { type, dependencies, devDependencies } = readPackageJson(join(folder, 'package.json'))
  const packages = new Set(Object.keys({ ...dependencies, ...devDependencies }))
  const runner = packages.has('vitest') ? 'vitest' : packages.has('jest') ? 'jest' : 'node'
  const isTypeScript = packages.has('typescript') || existsSync(join(folder, 'tsconfig.json'))
  return {
    runner,
    sdk: packages.has('aws-sdk') && !packages.has('@aws-sdk/client-lightsail') ? 2 : 3,
    isTypeScript,
    isModule: type === 'module',
    isCommonJs: type !== 'module' && runner !== 'vitest' && !isTypeScript,
    packages,
  }
}

function readPackageJson(path: string): PackageJson {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as PackageJson
  } catch (error) {
    const reason = existsSync(path) ? (error as Error).message.replaceAll(/\s+/g, ' ') : 'there is none.'
    throw new UsageError(`Failed to read package.json: ${reason} Make one with npm init, or run this in its folder.`)
  }
}

/** Lists the packages that the tests need and that package.json does not name. */
export function missingPackages({ runner, sdk, isModule, isTypeScript, packages }: Project): readonly string[] {
  const needed = [
    'lightsail-ports-testkit',
    'msw',
    '@pact-foundation/pact',
    sdk === 3 ? '@aws-sdk/client-lightsail' : 'aws-sdk',
    // With types, the functions of Jest are imported.
    ...(runner === 'jest' ? ['@jest/globals'] : []),
    ...(runner === 'node' && isTypeScript ? ['@types/node'] : []),
  ]
  const missing = needed.filter((name) => !packages.has(name))
  // Newer ones have parts that Jest cannot load with require() before Node 24.9.
  return missing.map((name) => (name === 'msw' && runner === 'jest' && !isModule ? 'msw@2.11.1' : name))
}
