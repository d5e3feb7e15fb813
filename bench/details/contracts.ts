import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkConsumer, rejects, resolves, verifyProvider } from '../../contracts/pact/index.ts'
import { syncFirewall } from '../../examples/firewall-sync/firewall-sync.ts'

// Prints the time of all cases of one consumer, and that of the verification of its pact, on a machine that does nothing
// else. The time of the CPU says more on a busy one; Pact's verifier has a process of its own, which is not in it.
const fails = rejects('FirewallError')
const pactDir = await mkdtemp(join(tmpdir(), 'lightsail-pacts-'))
const seconds = async (run: () => Promise<unknown>): Promise<string> => {
  const start = performance.now()
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  const elapsed = (performance.now() - start) / 1000
  return `${elapsed.toFixed(2)} s, ${((user + system) / 1e6).toFixed(2)} s of CPU`
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
console.log(`contracts: all cases of one consumer  ${checking} (limit 1 s)`)
console.log(`contracts: verifying its pact  ${verifying} (limit 2 s)`)
await rm(pactDir, { recursive: true })
