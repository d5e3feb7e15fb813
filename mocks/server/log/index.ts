export { type LogOptions, logCalls } from './log-calls.ts'
