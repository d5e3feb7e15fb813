export { codingsOf, decompress, isCompressed, isKnownCoding } from './decompress.ts'
export { createHttpServer, requestHttp } from './http.ts'
export { LockedError, lockFile, waitForLock } from './lock-file.ts'
export { replaceFile } from './replace-file.ts'
