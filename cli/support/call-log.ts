import { styleText } from 'node:util'
import { Option } from 'commander'
import type { LightsailService } from '../../mocks/server/index.ts'
import { logCalls } from '../../mocks/server/log/index.ts'

const FORMATS = ['text', 'json', 'off'] as const

/** The formats of the log. */
export type LogFormat = (typeof FORMATS)[number]

/** `--log` */
export function logOption(): Option {
  return new Option('--log <format>', 'log the calls to stderr (default: text on a terminal, off elsewhere)').choices(
    FORMATS,
  )
}

/**
 * Logs the calls of a service to stderr, as the flags say.
 *
 * @returns a function that ends it
 */
export function logOnStderr(
  service: Pick<LightsailService, 'calls'> & Partial<Pick<LightsailService, 'secrets'>>,
  { log, quiet = false }: { readonly log?: LogFormat; readonly quiet?: boolean },
): () => void {
  const format = log ?? (process.stderr.isTTY === true && !quiet ? 'text' : 'off')
  if (format === 'off') return () => {}
  const end = logCalls(service.calls, {
    format,
    write: (lines) => process.stderr.write(lines),
    // Knows of terminals, NO_COLOR and FORCE_COLOR.
    color: format === 'text' && styleText('bold', ' ', { stream: process.stderr }) !== ' ',
    secrets: () => service.secrets ?? [],
  })
  // The service goes on when nobody reads its log any more.
  process.stderr.on('error', end)
  return end
}
