export {
  AWS_JSON,
  errorNameIn,
  mediaType,
  operationInTarget,
  readAttempt,
  TARGET_PREFIX,
  targetOf,
} from './aws-json.ts'
export { textOfBody } from './body.ts'
export { hasMembers, isDeeperThan, isTextDeeperThan, MAX_FILE_DEPTH } from './depth.ts'
export { findDuplicateMember } from './duplicate-member.ts'
export { regionOfHost } from './endpoint.ts'
export { escapeXml } from './escape-xml.ts'
export { isHttpUrl } from './http-url.ts'
export { isObject, parseJson, withoutByteOrderMark } from './json.ts'
export { findJsonList } from './json-list.ts'
export { describeJsonProblem } from './json-problem.ts'
export { isLoopback } from './loopback.ts'
export { printable, printableJson, printableLine } from './printable.ts'
