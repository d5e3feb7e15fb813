/** Headers and parameters of a query whose values are secrets. */
const SECRET_HEADERS = /^(?:x-amz-security-token|x-amz-signature|x-amz-credential|x-api-key|proxy-authorization)$/i
/** Members of a body whose values are secrets. */
const SECRET_MEMBERS =
  /(?:secret|password|passphrase|passwd|token|api_?key|private_?key|cert_?key|credential|session_?key)/i
/** Members that have such a name and hold no secret. */
const PUBLIC_MEMBERS = /^(?:next\w*token|page_?token|client_?token|http_?tokens|password_?version|token_?type)$/i

/** Tells whether the value of a header, or of a parameter of a query, is a secret by its name. */
export function isSecretHeader(name: string): boolean {
  return SECRET_HEADERS.test(name)
}

/** Tells whether the value of a member of a body is a secret by its name. */
export function isSecretMember(name: string): boolean {
  return SECRET_MEMBERS.test(name) && !PUBLIC_MEMBERS.test(name)
}
