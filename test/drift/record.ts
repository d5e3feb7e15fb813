import { writeFileSync } from 'node:fs'
import { PORT_OPERATIONS } from '../../mocks/model/port-operations.ts'
import { extractOperations, type ServiceModel } from './service-model.ts'

/** The operations that a record of an older model has. */
export const RECORDED_OPERATIONS: readonly string[] = [...PORT_OPERATIONS, 'GetInstancePortStates']

/** Writes what a model says of some operations to a file that can be read as a model. */
export function writeRecord(file: URL | string, model: ServiceModel, operations: readonly string[]): void {
  const { endpoints: _endpoints, ...record } = extractOperations(model, operations)
  const parts = Object.entries(record).map(([name, part]) => `${JSON.stringify(name)}: ${writePart(part)}`)
  writeFileSync(file, `{\n${parts.join(',\n')}\n}\n`)
}

/** One entry a line, so that a difference of two records can be read. */
function writePart(part: unknown): string {
  if (typeof part !== 'object') return JSON.stringify(part)
  const entries = Object.entries(part ?? {}).map(
    ([name, entry]) => `  ${JSON.stringify(name)}: ${JSON.stringify(entry)}`,
  )
  return `{\n${entries.join(',\n')}\n}`
}
