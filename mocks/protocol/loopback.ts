/** Tells whether a Host header, or an address, is a loopback name: `localhost`, `127.0.0.1:4566`, `[::1]`. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/:\d{1,5}$/, '').toLowerCase()
  return name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name)
}
