/** The parts of the peers that the benchmarks use: a peer is not installed with the project. */
declare module 'aws-sdk-client-mock' {
  export function mockClient(client: object): {
    onAnyCommand(): { callsFake(fake: () => Promise<unknown>): void }
  }
}

declare module 'nock' {
  interface Interceptor {
    reply(status: number, answer: (request: Request) => Promise<string>, headers: Record<string, string>): Scope
  }
  interface Scope {
    persist(): Scope
    post(path: string): Interceptor
  }
  export default function nock(origin: string): Scope
}
