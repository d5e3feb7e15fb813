import { fileURLToPath } from 'node:url'
import { describeConsumer, rejects, resolves } from 'lightsail-ports-testkit/contracts'
import { FirewallError, syncFirewall } from './firewall-sync.ts'

const fails = (name: string) => rejects(FirewallError, /Failed to open/, { cause: { name } })

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
    ServiceException: fails('ServiceException'),
    ThrottlingException: fails('ThrottlingException'),
    UnauthenticatedException: fails('UnauthenticatedException'),
  },
  pactDir: fileURLToPath(new URL('./pacts', import.meta.url)),
})
