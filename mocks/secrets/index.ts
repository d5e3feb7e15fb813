export { ambientSecrets } from './ambient-secrets.ts'
export { KnownSecrets } from './known-secrets.ts'
export { partsOf, REDACTED, SHORTEST, withoutParts } from './secret-forms.ts'
export { isSecretHeader, isSecretMember } from './secret-names.ts'
