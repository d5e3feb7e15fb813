import { fileURLToPath } from 'node:url'
import { describeConsumer, rejects, resolves } from 'lightsail-ports-testkit/contracts'
import { FirewallError, syncFirewall } from './firewall-sync.ts'

// This consumer wraps errors: the name of the service's error is in the cause.
const fails = (name: string) => rejects(FirewallError, /Failed to open/, { cause: { name } })

// One test for each case of the contract: the code runs against the simulation, where ports really change, and then
// against Pact's mock server. The pact is written when all tests have run.
describeConsumer({
  name: 'firewall-sync',
  call: ({ client, instanceName, portInfos }) => syncFirewall(client, instanceName, portInfos),
  handles: {
    success: resolves({ status: 'done' }),
    AccessDeniedException: fails('AccessDeniedException'),
    // An account or a Region in set-up is ready later: this is an answer, not a failure.
    AccountSetupInProgressException: resolves({ status: 'try-later' }),
    InvalidInputException: fails('InvalidInputException'),
    // A missing instance is an answer, too: it may have been deleted.
    NotFoundException: resolves({ status: 'missing' }),
    OperationFailureException: fails('OperationFailureException'),
    RegionSetupInProgressException: resolves({ status: 'try-later' }),
    // The client of the contract tries once. With the client of production, the SDK retries these two.
    ServiceException: fails('ServiceException'),
    ThrottlingException: fails('ThrottlingException'),
    UnauthenticatedException: fails('UnauthenticatedException'),
  },
  pactDir: fileURLToPath(new URL('./pacts', import.meta.url)),
})
