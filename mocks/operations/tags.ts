import type { Complain } from '../definitions/definition.ts'

/** Documented: a resource has at most 50 tags, with keys of 128 characters and values of 256. */
export const MAX_TAGS = 50
const KEY_LENGTH = 128
const VALUE_LENGTH = 256

/** Tags as a request and a reply have them. A tag without a value is a key alone. */
export type GivenTags = readonly { readonly key?: string | undefined; readonly value?: string | undefined }[]

/** Reads the tags of a request and notes what is wrong with them. */
export function readTags(given: GivenTags | undefined, complain: Complain): Readonly<Record<string, string>> {
  const tags: Record<string, string> = {}
  for (const [index, { key = '', value = '' }] of (given ?? []).entries()) {
    const at = `tags[${index}]`
    if (key === '' || key.length > KEY_LENGTH)
      complain(`${at}.key`, `a key of 1 to ${KEY_LENGTH} characters is required`)
    if (value.length > VALUE_LENGTH)
      complain(`${at}.value`, `a value of at most ${VALUE_LENGTH} characters is required`)
    if (Object.hasOwn(tags, key)) complain(`${at}.key`, 'another tag has this key')
    // A key may be the name of a part of JavaScript.
    Object.defineProperty(tags, key, { value, enumerable: true, configurable: true, writable: true })
  }
  if (Object.keys(tags).length > MAX_TAGS) complain('tags', `a resource has at most ${MAX_TAGS} tags`)
  return tags
}

/** Writes tags as the service does. */
export function tagsOutput(tags: Readonly<Record<string, string>>): GivenTags {
  return Object.entries(tags).map(([key, value]) => (value === '' ? { key } : { key, value }))
}
