import type { LightsailClient, LightsailClientConfig } from '@aws-sdk/client-lightsail'

/** Makes a client of the AWS SDK. */
export type MakeClient = (config: LightsailClientConfig) => LightsailClient

/** Code that is loaded late, once: Jest refuses an `import()` of a case that runs beside the test that waits for it. */
let makeClient: Promise<MakeClient> | undefined

/**
 * Loads the AWS SDK when a consumer needs a client. Consumers that bring their own client, or that are programs, do
 * without the SDK: they get a client that fails at its first use.
 */
export function loadClient(): Promise<MakeClient> {
  makeClient ??= load()
  return makeClient
}

async function load(): Promise<MakeClient> {
  try {
    const { LightsailClient } = await import('@aws-sdk/client-lightsail')
    return (config) => new LightsailClient(config)
  } catch (cause) {
    return () => missingClient(cause)
  }
}

/** Makes a client that says what to install when it is used. */
function missingClient(cause: unknown): LightsailClient {
  const client = {
    send(): never {
      throw new Error(
        'Failed to use the client: @aws-sdk/client-lightsail cannot be loaded. Install it (npm install --save-dev @aws-sdk/client-lightsail), or make a client of your own for the endpoint.',
        { cause },
      )
    },
    destroy(): void {},
  }
  return client as unknown as LightsailClient
}
