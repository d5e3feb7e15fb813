import type { WireRequest } from '../../mocks/doors/index.ts'
import { textOfBody } from '../../mocks/protocol/index.ts'
import type { KnownSecrets } from '../../mocks/secrets/index.ts'
import { parseShort } from './exchange-draft.ts'

/** Names the part of a request that holds a secret, other than the token where it belongs. */
export function placeOfSecret({ path, headers, body }: WireRequest, secrets: KnownSecrets): string | undefined {
  const text = textOfBody(body)
  const others = Object.entries(headers).filter(([name]) => name !== 'x-amz-security-token')
  const places: readonly (readonly [name: string, text: string])[] = [
    // A secret may be written with escapes, so the JSON is looked through once more without them.
    ['the body', `${text}\n${JSON.stringify(parseShort(text))}`],
    // A pre-signed URL has the token where it belongs.
    ['the URL', decodePath(path.replace(/x-amz-security-token=[^&]*/i, ''))],
    ['a header', others.map(([name, value]) => `${name}: ${value}`).join('\n')],
  ]
  return places.find(([, part]) => secrets.isIn(part))?.[0]
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
