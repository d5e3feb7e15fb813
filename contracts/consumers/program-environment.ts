/** The call that a program is asked to make. */
export interface ProgramCall {
  readonly endpoint: string
  readonly region: string
  readonly credentials: {
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken?: string | undefined
  }
  /** The URL that gives fresh keys, as a container's endpoint for credentials does. */
  readonly keysUrl?: string | undefined
  readonly instanceName: string
  readonly portInfos: readonly object[]
}

/** Variables that would lead a program to another account, another endpoint or through a proxy. */
const NOT_INHERITED = /^(?:AWS_(?!MAX_ATTEMPTS$|RETRY_MODE$).*|LIGHTSAIL_.*|(?:https?|all|no)_proxy)$/i

/** Makes the environment of a program: that of the caller, with the simulation as the only AWS that it knows. */
export function programEnvironment(
  base: NodeJS.ProcessEnv,
  { endpoint, region, credentials, keysUrl, instanceName, portInfos }: ProgramCall,
): NodeJS.ProcessEnv {
  const inherited = Object.entries(base).filter(([name]) => !NOT_INHERITED.test(name))
  return {
    ...Object.fromEntries(inherited),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_LIGHTSAIL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken !== undefined && { AWS_SESSION_TOKEN: credentials.sessionToken }),
    ...(keysUrl !== undefined && { AWS_CONTAINER_CREDENTIALS_FULL_URI: keysUrl }),
    // No profile of the user, and no role of the machine.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    NO_PROXY: '127.0.0.1,localhost',
    LIGHTSAIL_INSTANCE: instanceName,
    LIGHTSAIL_PORTS: JSON.stringify(portInfos),
  }
}
