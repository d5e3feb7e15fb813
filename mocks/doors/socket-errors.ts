/** Makes Node's error of a socket that was reset. */
export function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { errno: -104, code: 'ECONNRESET', syscall: 'read' })
}

/** Makes the error that `node:http` reports when a reply breaks off. */
export function aborted(): Error {
  return Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
}
