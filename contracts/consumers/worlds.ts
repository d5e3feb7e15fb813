import type { WorldDefinition } from '../../mocks/server/index.ts'

/** The access key that consumers sign with. */
export const CONSUMER_ACCESS_KEY = 'AKIACONTRACT'

/** Puts the account of a world into set-up: every call fails with AccountSetupInProgressException. */
export function inAccountSetup(world: WorldDefinition): WorldDefinition {
  return { ...world, account: { status: 'setup-in-progress' } }
}

/** Puts the Region us-east-1 of a world into set-up: every call there fails with RegionSetupInProgressException. */
export function inRegionSetup(world: WorldDefinition): WorldDefinition {
  return { ...world, regions: { 'us-east-1': { status: 'setup-in-progress' } } }
}

/** A world that has another instance than the one named: calls for that one fail with NotFoundException. */
export function withoutInstance(name: string): WorldDefinition {
  return { instances: [name === 'web-other' ? 'web-another' : 'web-other'] }
}

/** Gives a world one principal: who signs with the key of consumers, and may do what the statements allow. */
export function withCaller(world: WorldDefinition, user: string, statements: readonly object[]): WorldDefinition {
  const policies = [{ Version: '2012-10-17', Statement: statements }]
  const arn = `arn:aws:iam::123456789012:user/${user}`
  return { ...world, principals: [{ accessKeyId: CONSUMER_ACCESS_KEY, arn, policies }] }
}
