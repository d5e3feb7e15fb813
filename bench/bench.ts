import { spawnSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { measureDoors } from './groups/doors.ts'
import { measureServers } from './groups/servers.ts'
import { measureStarts } from './groups/starts.ts'
import { writePage } from './report/page.ts'
import { drawRatios } from './report/picture.ts'
import { formatTables } from './report/table.ts'
import { isWithin, type Results, type Settings } from './results.ts'

const GROUPS: Readonly<Record<string, (settings: Settings) => Promise<Results>>> = {
  doors: measureDoors,
  servers: measureServers,
  starts: measureStarts,
}

const HELP = `npm run bench -- [options]

  --only GROUP   one of ${Object.keys(GROUPS).join(', ')}; repeatable
  --short        fewer subjects and rounds: a minute at most
  --rounds N     rounds of each subject (default 7, with --short 5)
  --check        exits with 1 if a ratio is beyond its limit
  --json FILE    writes all results as JSON
  --svg FILE     draws the ratios
  --details      also runs bench/details: signatures, logs, contracts, the certificate, large files
  --docs         writes docs/performance.md and its picture
`

/** Runs the benchmarks, each subject in a process of its own and in turn, and prints the results. */
async function runBench(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      short: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      check: { type: 'boolean', default: false },
      json: { type: 'string' },
      svg: { type: 'string' },
      details: { type: 'boolean', default: false },
      docs: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const settings = { isShort: values.short, rounds: Number(values.rounds ?? (values.short ? 5 : 7)) }
  const before = loadavg()[0] ?? 0
  const results = { rows: [], ratios: [], skipped: [] } as { [Part in keyof Results]: Results[Part][number][] }
  for (const [name, measure] of Object.entries(GROUPS)) {
    if (values.only !== undefined && !values.only.includes(name)) continue
    const { rows, ratios, skipped } = await measure(settings)
    results.rows.push(...rows)
    results.ratios.push(...ratios)
    results.skipped.push(...skipped)
  }
  const circumstances = `Measured on ${new Date().toISOString().slice(0, 10)} with Node ${process.versions.node} on ${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'a processor'}; load ${before.toFixed(1)} before and ${(loadavg()[0] ?? 0).toFixed(1)} after; ${settings.rounds} rounds.`
  process.stdout.write(`${circumstances}\n\n${formatTables(results)}\n`)
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify({ circumstances, ...results }, null, 2)}\n`)
  if (values.svg !== undefined) writeFileSync(values.svg, drawRatios(results.ratios))
  if (values.docs) writePage(results, circumstances)
  if (values.details) runDetails()
  if (values.check) checkLimits(results)
}

/** Runs the benchmarks that print lines of their own. */
function runDetails(): void {
  const folder = fileURLToPath(new URL('./details/', import.meta.url))
  for (const file of readdirSync(folder).filter((name) => name !== 'measure.ts')) {
    spawnSync(process.execPath, ['--expose-gc', folder + file], { stdio: 'inherit' })
  }
}

function checkLimits({ ratios }: Results): void {
  const missed = ratios.filter((ratio) => ratio.limit !== undefined && !isWithin(ratio, ratio.limit))
  for (const { name, median, limit } of missed) {
    process.stdout.write(`Beyond its limit: ${name} is ${median.toFixed(2)}, and the limit is ${limit}.\n`)
  }
  if (missed.length > 0) process.exitCode = 1
}

await runBench()
// Some peers leave timers behind.
process.exit()
