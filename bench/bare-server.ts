import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The least that node:http can do: it answers a constant, of a Put's size, and looks at nothing. */
const BODY =
  '{"operation":{"id":"00000000-0000-4000-8000-000000000000","resourceName":"web-1","resourceType":"Instance","createdAt":1795378300.926,"location":{"availabilityZone":"us-east-1a","regionName":"us-east-1"},"isTerminal":true,"operationDetails":"22/tcp,80/tcp,443/tcp","operationType":"PutInstancePublicPorts","status":"Succeeded","statusChangedAt":1795378300.926}}'

const server = createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1', 'Content-Length': BODY.length })
  response.end(BODY)
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
