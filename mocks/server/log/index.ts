export { explanationText } from './explanation-text.ts'
export { type LogOptions, logCalls } from './log-calls.ts'
