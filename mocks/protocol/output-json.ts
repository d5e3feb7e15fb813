/** Writes an output as AWS JSON: a moment is seconds since 1970, with milliseconds as fractions. */
export function stringifyOutput(output: object): string {
  return JSON.stringify(output, function (this: Record<string, unknown>, key: string, value: unknown) {
    // JSON.stringify has turned a Date into text before it calls this function.
    const given = this[key]
    return given instanceof Date ? given.getTime() / 1000 : value
  })
}
