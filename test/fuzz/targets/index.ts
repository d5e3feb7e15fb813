import type { FuzzTarget } from '../target.ts'
import { addresses, addressTexts } from './addresses.ts'
import { faults, policies, worlds } from './definitions.ts'
import { engine, inputs } from './engine.ts'
import { harTexts, pactTexts, recordingTexts } from './files.ts'
import { policyOpinions } from './policy-opinions.ts'
import { openClose, rules } from './rules.ts'
import { sdkReplies } from './sdk.ts'
import { sequences } from './sequences.ts'
import { mockRoutes, server } from './server.ts'
import { reencodedSignatures, signatures } from './signatures.ts'

/** Everything that is fuzzed. */
export const TARGETS: readonly FuzzTarget[] = [
  engine,
  inputs,
  sdkReplies,
  sequences,
  server,
  mockRoutes,
  rules,
  openClose,
  addresses,
  addressTexts,
  worlds,
  faults,
  policies,
  policyOpinions,
  signatures,
  reencodedSignatures,
  harTexts,
  recordingTexts,
  pactTexts,
]
