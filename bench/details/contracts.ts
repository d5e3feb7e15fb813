import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkConsumer, rejects, resolves, verifyProvider } from '../../contracts/pact/index.ts'
import { syncFirewall } from '../../examples/firewall-sync/firewall-sync.ts'

// Prints the time of all cases of one consumer, and that of the verification of its pact. Limits: 3 s; 2 s.
const fails = rejects('FirewallError')
const pactDir = await mkdtemp(join(tmpdir(), 'lightsail-pacts-'))
const seconds = async (run: () => Promise<unknown>): Promise<string> => {
  const start = performance.now()
  await run()
  return ((performance.now() - start) / 1000).toFixed(2)
}
const checking = await seconds(async () => {
  const { passed } = await checkConsumer({
    name: 'firewall-sync',
    call: ({ client, instanceName, portInfos }) => syncFirewall(client, instanceName, portInfos),
    handles: {
      AccessDeniedException: fails,
      AccountSetupInProgressException: resolves(),
      InvalidInputException: fails,
      NotFoundException: resolves(),
      OperationFailureException: fails,
      RegionSetupInProgressException: resolves(),
      ServiceException: fails,
      UnauthenticatedException: fails,
    },
    pactDir,
  })
  if (!passed) throw new Error('Failed to measure: the consumer does not keep its promises')
})
const verifying = await seconds(() => verifyProvider({ pacts: [pactDir] }))
console.log(`contracts: all cases of one consumer  ${checking} s (limit 3)`)
console.log(`contracts: verifying its pact  ${verifying} s (limit 2)`)
await rm(pactDir, { recursive: true })
