export { isRegionName } from './regions.ts'
