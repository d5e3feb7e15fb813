import type { Command } from 'commander'

/** A command as the list of all commands shows it. */
export interface ListedCommand {
  readonly name: string
  /** The text that stands behind its name. */
  readonly usage: string
  readonly description: string
  /** Loads the command itself, with all that it needs. */
  readonly load: () => Promise<Command>
}

/** The commands in the order of the help text. Showing that text loads none of them. */
export const COMMANDS: readonly ListedCommand[] = [
  {
    name: 'serve',
    usage: '[options]',
    description: 'run the mock service: for the AWS CLI, boto3 and any other client',
    load: async () => (await import('./commands/serve.ts')).serveCommand(),
  },
  {
    name: 'explain',
    usage: '[options] <file>',
    description:
      'say what a PutInstancePublicPorts would open and close, and what it would be refused for, without making it; exits with 1 if it would be refused or would lock somebody out of port 22',
    load: async () => (await import('./commands/explain.ts')).explainCommand(),
  },
  {
    name: 'certify',
    usage: '[options]',
    description:
      'run a consumer through every documented error, lost and late replies and other writers, and judge what it does. Its job: open the ports 80/tcp and 443/tcp to everybody, by IPv4 and by IPv6, on the instance web-1',
    load: async () => (await import('./commands/certify.ts')).certifyCommand(),
  },
  {
    name: 'init',
    usage: '',
    description: 'write a first test, a contract test and a CI workflow for the project in this folder',
    load: async () => (await import('./commands/init.ts')).initCommand(),
  },
  {
    name: 'contract',
    usage: '[options]',
    description:
      'check the promises of a program in any language for success and every documented error, and write its pact',
    load: async () => (await import('./commands/contract.ts')).contractCommand(),
  },
  {
    name: 'verify',
    usage: '[options]',
    description: 'verify pacts against the simulation, or against a provider that runs somewhere else',
    load: async () => (await import('./commands/verify.ts')).verifyCommand(),
  },
  {
    name: 'states',
    usage: '[options]',
    description: 'the provider states for pacts: their names, parameters, meaning, and an example to paste',
    load: async () => (await import('./commands/states.ts')).statesCommand(),
  },
  {
    name: 'record',
    usage: '[options]',
    description: 'a proxy for any client: it records exchanges with Lightsail in a fixture, redacted',
    load: async () => (await import('./commands/record.ts')).recordCommand(),
  },
  {
    name: 'replay',
    usage: '[options] <file>',
    description: 'a server that answers any client from a fixture',
    load: async () => (await import('./commands/replay.ts')).replayCommand(),
  },
  {
    name: 'lint',
    usage: '[options] <path...>',
    description: 'refuse fixtures that hold secrets, contradict the model, or do not parse',
    load: async () => (await import('./commands/lint.ts')).lintCommand(),
  },
  {
    name: 'import',
    usage: '[options] <file>',
    description: 'make a fixture of a recording of another tool: HAR, nock, VCR, WireMock, Hoverfly, msw-snapshot',
    load: async () => (await import('./commands/import.ts')).importCommand(),
  },
  {
    name: 'errors',
    usage: '[options]',
    description: 'the errors that it can answer with: what they mean, their statuses, and what causes them',
    load: async () => (await import('./commands/errors.ts')).errorsCommand(),
  },
  {
    name: 'behaviours',
    usage: '[options]',
    description: 'what it does, rule by rule, and how each is known: documented, model, observed or assumed',
    load: async () => (await import('./commands/behaviours.ts')).behavioursCommand(),
  },
]
