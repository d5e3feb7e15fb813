export { PLAIN_FAULTS } from './fault.ts'
