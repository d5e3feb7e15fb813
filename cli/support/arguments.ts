import { InvalidArgumentError } from 'commander'
import { readDuration } from '../../mocks/runtime/index.ts'

/** Collects the values of an option that may be given several times. */
export function append(value: string, before: readonly string[] = []): string[] {
  return [...before, value]
}

/** Makes the parser of an option that is a whole number. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    if (/^\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max) return Number(text)
    throw new InvalidArgumentError(`Use a whole number from ${min} to ${max}.`)
  }
}

/** Parses an option that is a duration. */
export function duration(text: string): string {
  try {
    readDuration(text)
  } catch {
    throw new InvalidArgumentError('Use a duration such as 500ms, 20s or 2m.')
  }
  return text
}
