/** Tells whether a text is a URL with the scheme http or https. `localhost:4566` also parses: as a scheme of its own. */
export function isHttpUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text)
}
