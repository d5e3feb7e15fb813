import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerJson, jsonHeaders, REPLY_BODY, REPLY_HEADERS } from '../put-request.ts'

// The least that node:http can do: it answers a constant, the reply to a Put byte for byte, and looks at nothing. With
// `--json` it does what no JSON service can do without: it reads the body, parses it, and writes a reply of its own.
function answer(response: ServerResponse, headers: Record<string, string>, body: string): void {
  response.sendDate = false
  response.writeHead(200, headers)
  response.end(body)
}

const server = createServer((request, response) => {
  if (!process.argv.includes('--json')) {
    answer(response, REPLY_HEADERS, REPLY_BODY)
    return
  }
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body = answerJson(Buffer.concat(chunks).toString())
    answer(response, { ...jsonHeaders(), 'Content-Length': String(Buffer.byteLength(body)) }, body)
  })
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
