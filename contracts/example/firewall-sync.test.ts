import { fileURLToPath } from 'node:url'
import { describeConsumer, rejects, resolves, retries } from 'lightsail-ports-testkit/contracts'
import { FirewallError, syncFirewall } from './firewall-sync.ts'

const fails = (name: string) => rejects(FirewallError, /are as they were/, { cause: { name } })

describeConsumer({
  name: 'firewall-sync',
  call: ({ client, instanceName, portInfos }) => syncFirewall(client, instanceName, portInfos),
  handles: {
    success: resolves({ status: 'done' }),
    AccessDeniedException: fails('AccessDeniedException'),
    AccountSetupInProgressException: resolves({ status: 'try-later' }),
    InvalidInputException: fails('InvalidInputException'),
    NotFoundException: resolves({ status: 'missing' }),
    OperationFailureException: fails('OperationFailureException'),
    RegionSetupInProgressException: resolves({ status: 'try-later' }),
    ServiceException: retries(3, fails('ServiceException')),
    ThrottlingException: retries(3, fails('ThrottlingException')),
    UnauthenticatedException: fails('UnauthenticatedException'),
  },
  pactDir: fileURLToPath(new URL('../pacts', import.meta.url)),
})
