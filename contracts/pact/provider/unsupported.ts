import { isObject } from '../../../mocks/protocol/index.ts'
import { type Interaction, isMessage } from './pact-document.ts'

/** Says why an interaction cannot be verified at all; `undefined` if it can. */
export function describeUnsupported(interaction: Interaction): string | undefined {
  if (isMessage(interaction)) return 'it is a message, and Lightsail has HTTP requests only'
  const { transport, pluginConfiguration } = interaction
  if (typeof transport === 'string' && !/^https?$/i.test(transport)) {
    return `its transport is ${transport}, and Lightsail has HTTP only`
  }
  const plugins = isObject(pluginConfiguration) ? Object.keys(pluginConfiguration) : []
  if (plugins.length === 0) return undefined
  return `it needs the Pact plugin ${plugins.join(', ')}, and plugins are not loaded here: Lightsail has JSON only`
}
