import { fileURLToPath } from 'node:url'
import { PutInstancePublicPortsCommand } from '@aws-sdk/client-lightsail'
import { describeConsumer, rejects, resolves } from 'lightsail-ports-testkit/contracts'

// The smallest consumer: it hands every answer on. Its contract is PutInstancePublicPorts alone, with every documented error.
describeConsumer({
  name: 'put-ports',
  call: ({ client, instanceName, portInfos }) =>
    client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos })),
  handles: {
    success: resolves({ operation: { operationType: 'PutInstancePublicPorts', status: 'Succeeded' } }),
    AccessDeniedException: rejects('AccessDeniedException'),
    AccountSetupInProgressException: rejects('AccountSetupInProgressException'),
    InvalidInputException: rejects('InvalidInputException'),
    NotFoundException: rejects('NotFoundException'),
    OperationFailureException: rejects('OperationFailureException'),
    RegionSetupInProgressException: rejects('RegionSetupInProgressException'),
    ServiceException: rejects('ServiceException'),
    ThrottlingException: rejects('ThrottlingException'),
    UnauthenticatedException: rejects('UnauthenticatedException'),
  },
  pactDir: fileURLToPath(new URL('./pacts', import.meta.url)),
})
