import { readFile } from 'node:fs/promises'
import type { ReplyDefinition } from '../../mocks/server/index.ts'
import { UsageError } from './usage-error.ts'

/**
 * Reads a file of `--reply`: one answer or a list of them, as YAML or JSON. The service checks what is in it.
 *
 * @throws {UsageError} if the file cannot be read or parsed
 */
export async function readReplies(file: string): Promise<readonly ReplyDefinition[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `Failed to read the answers from ${file}: ${error.message}. Give the path of a YAML or JSON file.`,
    )
  })
  const { parse } = await import('yaml')
  let parsed: unknown
  try {
    parsed = parse(text)
  } catch (error) {
    // The first line says what is wrong and where; the rest repeats the text.
    const [problem = ''] = String((error as Error).message).split('\n')
    throw new UsageError(`Failed to read the answers from ${file}: it is not YAML: ${problem}`)
  }
  return (Array.isArray(parsed) ? parsed : [parsed]) as readonly ReplyDefinition[]
}
