/**
 * The functions of `node:http`. An import of it also loads Node's `fetch`, because a WebSocket is one of its exports; that
 * takes longer than everything else that a server loads.
 */
export const { createServer: createHttpServer, request: requestHttp } = process.getBuiltinModule('node:http')
