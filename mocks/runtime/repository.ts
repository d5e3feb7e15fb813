/** The address of the project. `package.json` has the same one. */
export const REPOSITORY = 'https://github.com/lightsail-ports-testkit/lightsail-ports-testkit'
