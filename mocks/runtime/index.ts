export { LONGEST_WAIT } from './clock.ts'
export { within } from './deadline.ts'
