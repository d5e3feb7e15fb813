import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import {
  InvalidPactError,
  readPact,
  specificationOf,
  statesInPact,
} from '../../../contracts/pact/provider/pact-document.ts'
import { repairInteraction } from '../../../contracts/pact/provider/repair-pact.ts'
import type { Har } from '../../../fixtures/index.ts'
import { FixtureError, importRecording, lintFixture, parseHar, redactHar, replay } from '../../../fixtures/index.ts'
import { InvalidDefinitionError } from '../../../mocks/definitions/definition.ts'
import { ProviderStateError, worldOfStates } from '../../../mocks/states/index.ts'
import { anyText, changedJson } from '../mutations.ts'
import { allowing, fail, target } from '../target.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const textsOf = (...patterns: string[]): string[] =>
  globSync(patterns, { cwd: ROOT })
    .sort()
    .map((path) => readFileSync(`${ROOT}/${path}`, 'utf8'))
    .filter((text) => text.length < 20_000)

const hars = textsOf('fixtures/data/*.har')
const recordings = textsOf('test/fixtures/recordings/*.{json,yml,yaml,har}')
const pacts = textsOf('examples/*/pacts/*.json', 'test/contracts/pact/cases/*.json')

/** Fails unless all that is done with a HAR works on one that was accepted. */
function useHar(har: Har): void {
  lintFixture(har)
  const redacted = redactHar(har)
  const again = JSON.stringify(redactHar(redacted))
  if (JSON.stringify(redacted) !== again) fail('redacting twice is not redacting once')
  const secrets = lintFixture(redacted).filter(({ rule }) => rule === 'no-secret')
  if (secrets.length > 0) fail(`a secret is left: ${JSON.stringify(secrets[0])}`)
  allowing([FixtureError], () => replay(har))
}

export const harTexts = target(
  {
    name: 'har',
    title: 'a HAR is read or refused with paths; one that was read can be linted, redacted for good and replayed',
    round: 300,
    quick: 30,
  },
  fc.oneof(
    { weight: 3, arbitrary: changedJson(hars.map((text) => JSON.parse(text))).map((value) => JSON.stringify(value)) },
    anyText(hars),
  ),
  (text) => {
    const har = allowing([FixtureError], () => parseHar(text))
    if (har !== undefined) useHar(har)
  },
)

export const recordingTexts = target(
  {
    name: 'recordings',
    title: 'a recording of another tool is imported, and the fixture is a HAR, or it is refused',
    round: 300,
    quick: 30,
  },
  anyText(recordings),
  (text) => {
    const har = allowing([FixtureError], () => importRecording(text))
    if (har === undefined) return
    const written = JSON.stringify(har)
    allowing([FixtureError], () => useHar(parseHar(written)))
  },
)

export const pactTexts = target(
  {
    name: 'pacts',
    title: 'a pact is read or refused, and its states make a world or are refused',
    round: 1500,
    quick: 60,
  },
  fc.oneof(
    { weight: 3, arbitrary: changedJson(pacts.map((text) => JSON.parse(text))).map((value) => JSON.stringify(value)) },
    anyText(pacts),
  ),
  (text) => {
    const pact = allowing([InvalidPactError], () => readPact(text, 'lightsail'))
    for (const interaction of pact?.interactions ?? []) {
      repairInteraction(interaction, specificationOf(pact ?? fail('no pact')))
      allowing([ProviderStateError, InvalidDefinitionError], () => worldOfStates(statesInPact(interaction)))
    }
  },
)
