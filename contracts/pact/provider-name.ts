/** The provider's name in pacts. */
export const PROVIDER = 'lightsail'
