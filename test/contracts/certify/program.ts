const sdk = import.meta.resolve('@aws-sdk/client-lightsail')

/** A command that runs a program of JavaScript, with `client`, `read`, `put` and `send` at hand. */
export function program(code: string): string {
  const lines = `
    import { GetInstancePortStatesCommand, LightsailClient, PutInstancePublicPortsCommand } from '${sdk}'
    const { LIGHTSAIL_INSTANCE: instanceName, LIGHTSAIL_PORTS } = process.env
    const portInfos = JSON.parse(LIGHTSAIL_PORTS)
    const client = new LightsailClient({ requestHandler: { requestTimeout: 1000, throwOnRequestTimeout: true } })
    const read = async () => (await client.send(new GetInstancePortStatesCommand({ instanceName }))).portStates
    const put = (portInfos) => client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos }))
    const merge = async () => put([...(await read()).map(({ state, ...rule }) => rule), ...portInfos])
    ${code}`
  const quoted = lines.replaceAll("'", `'\\''`)
  return `'${process.execPath}' --input-type=module --eval '${quoted}'`
}
