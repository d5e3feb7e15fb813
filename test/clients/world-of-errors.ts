import type { LightsailOptions } from 'lightsail-ports-testkit'

/** A world in which most documented errors have their cause; the two that have none wait in Regions of their own. */
export const WORLD_OF_ERRORS: LightsailOptions = {
  instances: ['web-1', { name: 'madrid', region: 'eu-south-2' }, { name: 'new', state: 'pending' }],
  regions: { 'eu-south-2': { status: 'setup-in-progress' } },
  faults: [
    { error: 'AccessDeniedException', when: { region: 'us-west-2' } },
    { error: 'ServiceException', when: { region: 'us-east-2' } },
  ],
}
