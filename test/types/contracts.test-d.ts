import { describe, it } from 'node:test'
import { PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import {
  type ConsumerOptions,
  type ConsumerResult,
  checkConsumer,
  contractCases,
  describeConsumer,
  describeSuccess,
  PactMissingError,
  PROVIDER_STATES,
  type ProviderState,
  ProviderStateError,
  programConsumer,
  rejects,
  resolves,
  retries,
  UnknownProviderStateError,
  VerificationError,
  type VerificationReport,
  verificationJUnit,
  verifyProvider,
  worldOfState,
  worldOfStates,
} from 'lightsail-ports-testkit/contracts'
import type { WorldDefinition } from 'lightsail-ports-testkit/server'
import { expectTypeOf } from 'vitest'

const call: ConsumerOptions['call'] = ({ client, instanceName, portInfos }) =>
  client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos }))

const handles: ConsumerOptions['handles'] = {
  AccessDeniedException: rejects(/not allowed/),
  AccountSetupInProgressException: rejects('AccountSetupInProgressException'),
  InvalidInputException: rejects({ code: 'invalid' }),
  NotFoundException: resolves({ status: 'missing' }),
  OperationFailureException: rejects(Error, (error: Error) => error.message !== ''),
  RegionSetupInProgressException: rejects(),
  ServiceException: retries(3, rejects()),
  UnauthenticatedException: ({ attempts }) => attempts === 1,
}
const { NotFoundException: _omitted, ...incomplete } = handles
const consumer: ConsumerOptions = { name: 'firewall-sync', call, handles }

expectTypeOf(checkConsumer(consumer)).toEqualTypeOf<Promise<ConsumerResult>>()
// @ts-expect-error: a consumer needs a name
checkConsumer({ call, handles })
// @ts-expect-error: a documented error is not handled
checkConsumer({ name: 'firewall-sync', call, handles: incomplete })
// @ts-expect-error: an error that the service does not have
checkConsumer({ name: 'firewall-sync', call, handles: { ...handles, NoSuchException: rejects() } })

describeConsumer(consumer)
describeConsumer(consumer, { describe, it })
// @ts-expect-error: a documented error is not handled
describeConsumer({ name: 'firewall-sync', call, handles: incomplete })
// @ts-expect-error: a runner is given as functions
describeConsumer(consumer, { it: 'node:test' })

// @ts-expect-error: a number says nothing about an error
rejects(404)
// @ts-expect-error: a value is compared with one other
resolves(1, 2)
// @ts-expect-error: the number of attempts comes first
retries(rejects())

const program = { name: 'sync', command: 'python3 sync.py' }
expectTypeOf(
  programConsumer({ ...program, handles: { NotFoundException: { exit: 3, output: 'no instance' } } }),
).toEqualTypeOf<ConsumerOptions>()
// @ts-expect-error: a promise has an exit code
programConsumer({ ...program, handles: { NotFoundException: { output: 'no instance' } } })

expectTypeOf(verifyProvider({ pacts: ['pacts/firewall-sync.json'] })).toEqualTypeOf<Promise<VerificationReport>>()
expectTypeOf(verifyProvider({ broker: { url: 'https://pacts.example.com' } })).toEqualTypeOf<
  Promise<VerificationReport>
>()
// @ts-expect-error: several pacts are a list
verifyProvider({ pacts: 'pacts/firewall-sync.json' })
// @ts-expect-error: a broker has a URL
verifyProvider({ broker: { token: 'secret' } })

declare const report: VerificationReport
expectTypeOf(describeSuccess(report)).toEqualTypeOf<string>()
// @ts-expect-error: a report is no text
describeSuccess('It is kept')
const promises = { success: { exit: 0 }, NotFoundException: { exit: 3, output: 'no instance' } }
expectTypeOf(
  programConsumer({ name: 'sync', command: 'python3 sync.py', handles: promises }),
).toEqualTypeOf<ConsumerOptions>()
// @ts-expect-error: a promise says with which code the program exits
programConsumer({ name: 'sync', command: 'python3 sync.py', handles: { success: { code: 0 } } })

expectTypeOf(verificationJUnit(report)).toEqualTypeOf<string>()
// @ts-expect-error: one pact is no report
verificationJUnit(report.pacts[0])

expectTypeOf(worldOfState('an instance', { name: 'web-1' })).toEqualTypeOf<WorldDefinition>()
// @ts-expect-error: parameters have names
worldOfState('an instance', 'web-1')
expectTypeOf(worldOfStates([{ name: 'an instance' }], { 'a (.+)': { instances: [] } })).toEqualTypeOf<WorldDefinition>()
// @ts-expect-error: a state has a name
worldOfStates(['an instance'])
expectTypeOf(PROVIDER_STATES['an instance']).toEqualTypeOf<ProviderState | undefined>()
expectTypeOf(contractCases[0]?.input.instanceName).toEqualTypeOf<string | undefined>()

new PactMissingError('Install it').name satisfies 'PactMissingError'
// @ts-expect-error: its message is a text
new PactMissingError(404)
new UnknownProviderStateError('No such state').name satisfies 'UnknownProviderStateError'
// @ts-expect-error: its message is a text
new UnknownProviderStateError(404)
new ProviderStateError('No such parameter').name satisfies string
// @ts-expect-error: its message is a text
new ProviderStateError(404)
new VerificationError('It differs').name satisfies 'VerificationError'
// @ts-expect-error: its message is a text
new VerificationError(404)
