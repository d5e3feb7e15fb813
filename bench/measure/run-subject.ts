import { SUBJECTS } from '../subjects/subjects.ts'
import { ownCpu } from './cpu.ts'

// Runs one subject: each message says how many calls it makes, and each answer how much CPU they took.
const load = SUBJECTS[process.argv[2] ?? '']
if (load === undefined) throw new Error(`There is no subject ${process.argv[2]}`)
const call = await load()
process.on('message', async (calls: number) => {
  const start = ownCpu()
  for (let index = 0; index < calls; index++) await call()
  process.send?.(ownCpu() - start)
})
process.send?.('ready')
