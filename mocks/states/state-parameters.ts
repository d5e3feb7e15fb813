import { ProviderStateError } from './provider-state-error.ts'

/** The parameters of a provider state, as the pact has them. */
export type StateParameters = Readonly<Record<string, unknown>>

/** The parameters that every provider state takes, and what they mean. */
export const PARAMETERS: Readonly<Record<string, string>> = {
  name: 'the name of the instance; required',
  ports: 'the rules that are open on it, as PutInstancePublicPorts takes them; default: 22/tcp and 80/tcp',
  state: 'the state of the instance, e.g. pending or stopped; default: running',
  ipAddressType: 'dualstack (default), ipv4 or ipv6',
  blueprintId: 'its blueprint; default: ubuntu_24_04',
  bundleId: 'its bundle; default: nano_3_0',
  tags: 'its tags, by their keys',
}

/** Other names that pacts use for the same parameters. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['instanceName', 'name'],
  ['instance', 'name'],
  ['resourceName', 'name'],
  ['portInfos', 'ports'],
  ['portStates', 'ports'],
  ['instanceState', 'state'],
  ['blueprint', 'blueprintId'],
  ['bundle', 'bundleId'],
])

/** Writes `instance_name` and `InstanceName`, as other languages have them, as `instanceName`. */
function toCamelCase(name: string): string {
  return name
    .replaceAll(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())
    .replace(/^[A-Z]/, (letter) => letter.toLowerCase())
}

/**
 * Reads the parameters of a provider state by their documented names.
 *
 * @throws {ProviderStateError} if a parameter is unknown or given twice, or if the name of the instance is missing
 */
export function readParameters(
  state: string,
  parameters: StateParameters,
): Readonly<Record<string, unknown>> & { readonly name: string } {
  const read: Record<string, unknown> = {}
  for (const [given, value] of Object.entries(parameters)) {
    const written = toCamelCase(given)
    const parameter = SYNONYMS.get(written) ?? written
    if (!Object.hasOwn(PARAMETERS, parameter)) throw unknownParameter(state, given)
    if (value === undefined) continue
    if (read[parameter] !== undefined && read[parameter] !== value) {
      throw parametersProblem(
        state,
        `its parameter ${parameter} is given twice, the second time as ${given}. Give it once.`,
      )
    }
    read[parameter] = value
  }
  const { name } = read
  if (typeof name === 'string' && name !== '') return { ...read, name }
  const reason = name === undefined ? 'is missing' : 'is not a text'
  throw parametersProblem(
    state,
    `its parameter name ${reason}. Give the name of an instance, e.g. { "name": "web-1" }; for a pact without parameters, map the state to a world with --states FILE, e.g. ${JSON.stringify(state)}: { instances: [{ name: web-1 }] }.`,
  )
}

function unknownParameter(state: string, given: string): ProviderStateError {
  const names = Object.keys(PARAMETERS)
  const near = names.find((name) => name.startsWith(given) || given.startsWith(name))
  const advice = near === undefined ? `Use ${names.join(', ')}.` : `Did you mean ${near}?`
  return parametersProblem(state, `it has no parameter ${JSON.stringify(given)}. ${advice}`)
}

function parametersProblem(state: string, text: string): ProviderStateError {
  return new ProviderStateError(`Failed to arrange the provider state ${JSON.stringify(state)}: ${text}`)
}
