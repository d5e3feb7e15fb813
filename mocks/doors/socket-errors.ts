/** The error of a socket that was reset, as Node has it. */
export function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { errno: -104, code: 'ECONNRESET', syscall: 'read' })
}

/** The error of a reply that breaks off, as Node has it for a request of `node:http`. */
export function aborted(): Error {
  return Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
}
