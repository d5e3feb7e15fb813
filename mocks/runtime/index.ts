export { LONGEST_WAIT } from './clock.ts'
export { within } from './deadline.ts'
export { mapConcurrently } from './map-concurrently.ts'
export { readDuration } from './movable-clock.ts'
