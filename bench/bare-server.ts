import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { REPLY_BODY, REPLY_HEADERS } from './put-request.ts'

/** The least that node:http can do: it answers a constant, the reply to a Put byte for byte, and looks at nothing. */
const server = createServer((_request, response) => {
  response.sendDate = false
  response.writeHead(200, REPLY_HEADERS)
  response.end(REPLY_BODY)
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
