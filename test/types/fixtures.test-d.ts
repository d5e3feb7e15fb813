import { LightsailClient } from '@aws-sdk/client-lightsail'
import {
  compareWithSimulation,
  FixtureError,
  type Har,
  importRecording,
  type LintFinding,
  lintFixture,
  parseHar,
  type Recording,
  type Replay,
  readFixture,
  record,
  redactHar,
  replay,
  writeFixture,
} from 'lightsail-ports-testkit/fixtures'
import { setupServer } from 'msw/node'
import { expectTypeOf } from 'vitest'

declare const har: Har

expectTypeOf(readFixture(new URL('file:///put.har'))).toEqualTypeOf<Promise<Har>>()
// @ts-expect-error: a fixture is read from a path
readFixture(har)
expectTypeOf(parseHar('{}', 'put.har')).toEqualTypeOf<Har>()
// @ts-expect-error: a HAR is parsed from its text
parseHar({ log: {} })
expectTypeOf(writeFixture('put.har', har, { secrets: ['hunter2'] })).toEqualTypeOf<Promise<Har>>()
// @ts-expect-error: several secrets are a list
writeFixture('put.har', har, { secrets: 'hunter2' })
expectTypeOf(redactHar(har, { addresses: true })).toEqualTypeOf<Har>()
// @ts-expect-error: no such option
redactHar(har, { adresses: true })

expectTypeOf(replay(har, { match: 'sequence' })).toEqualTypeOf<Replay>()
setupServer(...replay(har), ...replay(har).handlers)
new LightsailClient({ requestHandler: replay(har).requestHandler })
replay(har, { match: ({ operation, input }, entry) => operation === entry.operation && input !== undefined })
// @ts-expect-error: no such way to match
replay(har, { match: 'name' })
// @ts-expect-error: a fixture is read first
replay('put.har')

expectTypeOf(record({ out: 'put.har', upstream: 'https://lightsail.us-east-1.amazonaws.com' })).toEqualTypeOf<
  Promise<Recording>
>()
// @ts-expect-error: a recording is written somewhere
record({})
// @ts-expect-error: no such mode
record({ out: 'put.har', mode: 'both' })

expectTypeOf(lintFixture(har)).toEqualTypeOf<readonly LintFinding[]>()
// @ts-expect-error: a fixture is read first
lintFixture('put.har')
expectTypeOf(compareWithSimulation(har)).toEqualTypeOf<Promise<readonly string[]>>()
// @ts-expect-error: a fixture is read first
compareWithSimulation('put.har')
expectTypeOf(importRecording('[]', { format: 'nock' })).toEqualTypeOf<Har>()
importRecording('{}', { format: 'har', name: 'session.har' })
importRecording('interactions: []', { format: 'vcr', title: 'Opens HTTPS', date: '2026-01-31' })
importRecording('{}', { format: 'wiremock' })
importRecording('{}', { format: 'hoverfly' })
importRecording('{}', { format: 'msw' })
// @ts-expect-error: no such format
importRecording('[]', { format: 'polly' })

new FixtureError('Not a HAR').name satisfies 'FixtureError'
// @ts-expect-error: its message is a text
new FixtureError(404)
