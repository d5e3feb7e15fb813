import type { Lightsail } from 'lightsail-ports-testkit'

type Request = Parameters<Lightsail['handle']>[0]
export type Reply = Awaited<ReturnType<Lightsail['handle']>>

/** Returns the engine's answer, without a door. It comes at once, unless signatures are verified. */
export function answered(lightsail: Lightsail, request: Request): Reply {
  const reply = lightsail.handle(request)
  if (reply instanceof Promise) throw new TypeError('Signatures are verified, and the answer is not there yet')
  return reply
}
