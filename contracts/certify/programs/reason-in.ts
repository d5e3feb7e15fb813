/** Lines that many programs print after their error: stack frames, carets, the version of Node, hints. */
const NOISE = /^(?:\s*at .|\s*\^+\s*$|Node\.js v\d|\s*[[\]{}()]+,?\s*$|\s*\$|\s+\w+: |\s*$|\s{2,}File ")/
/** A line that names an error: `ClientError: …`, `An error occurred (…)`, `curl: (22) …`, `fatal: …`. */
const ERROR =
  /^(?:[\w.$]*(?:Exception|Error|Failure|Fault)\b|An error occurred|error\b|fatal\b|curl: \(|panic:|Exception in thread|Uncaught)/i

/** Finds the line of stderr that says why a program failed: its error, otherwise its last line. */
export function reasonIn(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trimEnd())
  const telling = lines.filter((line) => !NOISE.test(line))
  return (
    telling.findLast((line) => ERROR.test(line)) ??
    telling.at(-1) ??
    lines.findLast((line) => line !== '') ??
    ''
  ).trim()
}
