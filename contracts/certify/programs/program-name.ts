import { basename } from 'node:path'

/** Programs that run another one: the card is about that one. */
const RUNNERS = /^(?:python|node|deno|bun|bash|sh|zsh|ruby|php|perl|java|env|exec|nice|npx|tsx|go)[\d.]*$/
/** Words of runners that are not the program: `-u`, `NAME=value`, `run`. */
const NO_PROGRAM = /^(?:-|\w+=|run$)/

/** Names a command by its program, without its arguments: `python3 -u sync.py --token …` is `sync.py`. */
export function programName(command: string): string {
  const words = command
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/^["']|["';]$/g, ''))
  const programs = words.filter((word) => word !== '' && !NO_PROGRAM.test(word)).map((word) => basename(word))
  return programs.find((name) => !RUNNERS.test(name)) ?? programs[0] ?? 'program'
}
