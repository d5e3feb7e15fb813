/**
 * Lists what base64 makes of bytes, also after one or two other bytes: without the characters at the ends that depend on
 * the bytes around. Both alphabets are in the list.
 */
export function base64Forms(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const own = encodeAfter(bytes, before)
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

/** Lists what base64 makes of base64. */
export function doubleBase64Forms(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].flatMap((before) => base64Forms(new TextEncoder().encode(encodeAfter(bytes, before))))
}

function encodeAfter(bytes: Uint8Array, before: number): string {
  const padded = Buffer.concat([Buffer.alloc(before), bytes])
  const whole = padded.subarray(0, padded.length - (padded.length % 3)).toString('base64')
  return whole.slice(before === 0 ? 0 : 4)
}
