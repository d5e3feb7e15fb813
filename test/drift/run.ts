import { parseArgs } from 'node:util'
import { OPERATIONS } from '../../mocks/operations/index.ts'
import { compareModels } from './compare-models.ts'
import { INSTALLED_SDK, readModel } from './read-model.ts'
import { RECORDED_OPERATIONS, writeRecord } from './record.ts'
import { reportDrift } from './report.ts'
import { RECORD, simulatedModel } from './simulation.ts'

const HELP = `npm run drift -- [--model SOURCE]... [--known SOURCE] [--accept] [--record FILE]

Says what AWS added, removed and changed, and which file to open. It exits with 1 if there is anything.

  --model   an installed package or its folder, service-2.json(.gz) of botocore, a Smithy model in JSON, or a record
            (repeatable; default: ${INSTALLED_SDK})
  --known   compares with this source instead of the simulation: two versions of an SDK, say
  --accept  records the outputs of the model as known, once the simulation follows them
  --record  writes what the model says of the operations on ports to a file, which --model and --known can read
`

const { values } = parseArgs({
  options: {
    model: { type: 'string', multiple: true, default: [INSTALLED_SDK] },
    known: { type: 'string' },
    accept: { type: 'boolean', default: false },
    record: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  process.stdout.write(HELP)
} else {
  for (const source of values.model) {
    const model = await readModel(source)
    if (values.accept) writeRecord(RECORD, model, [...OPERATIONS.keys()])
    if (values.record !== undefined) writeRecord(values.record, model, RECORDED_OPERATIONS)
    const known = values.known === undefined ? simulatedModel() : await readModel(values.known)
    const drifts = compareModels(known, model)
    process.stdout.write(reportDrift(drifts, known.name, model.name))
    if (drifts.length > 0) process.exitCode = 1
  }
}
