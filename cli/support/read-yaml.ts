import { parse } from 'yaml'
import { UsageError } from './usage-error.ts'

/** Reads a file that people write, as YAML. JSON is YAML, too. */
export function readYaml(text: string, path: string): unknown {
  try {
    return parse(text, { maxAliasCount: 20 })
  } catch (error) {
    throw new UsageError(`Failed to read ${path}: ${error instanceof Error ? error.message.split('\n')[0] : error}`)
  }
}
