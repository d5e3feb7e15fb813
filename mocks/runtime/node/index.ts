export { codingsOf, decompress, isCompressed, isKnownCoding } from './decompress.ts'
export { hashSource } from './hash-source.ts'
export { LockedError, lockFile, waitForLock } from './lock-file.ts'
export { replaceFile } from './replace-file.ts'
