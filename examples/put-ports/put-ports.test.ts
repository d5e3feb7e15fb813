import { fileURLToPath } from 'node:url'
import { describeConsumer, rejects, resolves } from 'lightsail-ports-testkit/contracts'
import { putPorts } from './put-ports.ts'

// One test for each case of the contract: the code runs against the simulation, and then against Pact's mock server.
describeConsumer({
  // The name of the pact's file, and of the consumer in a broker.
  name: 'put-ports',
  // The real code, not a copy of it. The client has the right endpoint and tries once.
  call: ({ client, instanceName, portInfos }) => putPorts(client, instanceName, portInfos),
  // One promise for every documented error: TypeScript names the one that is missing.
  handles: {
    // Only the members that this consumer reads. Everything else may change without breaking it.
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
  // Beside the test, wherever it is started from.
  pactDir: fileURLToPath(new URL('./pacts', import.meta.url)),
})
