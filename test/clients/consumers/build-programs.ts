import { fileURLToPath } from 'node:url'
import { run } from '../../support/run.ts'

const folder = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/**
 * Compiles the programs that are not scripts, once for all of their cards.
 *
 * @throws if a compiler fails, with its output
 */
export async function buildPrograms(): Promise<void> {
  await inFolder('go', 'go build -o target/opener .')
  await inFolder('java', compileJava('target'))
}

/** Compiles the Go program of a whole life. */
export function buildGoLife(): Promise<void> {
  return inFolder('go', 'go build -o target/life ./life')
}

/** Compiles the Java program of a whole life, in a folder of its own. */
export function buildJavaLife(): Promise<void> {
  return inFolder('java', compileJava('target/life'))
}

function compileJava(to: string): string {
  return `mvn -q --batch-mode -Dbuild.folder=${to} compile dependency:build-classpath -Dmdep.outputFile=${to}/classpath`
}

async function inFolder(name: string, command: string): Promise<void> {
  const { code, stdout, stderr } = await run('sh', ['-c', `cd "$0" && ${command}`, folder(name)])
  if (code !== 0) throw new Error(`Failed to build ${name}: ${stderr}${stdout}`)
}
