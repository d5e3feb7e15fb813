export { isOperationName } from './operation-names.ts'
export { isRegionName } from './regions.ts'
