import { randomUUID } from 'node:crypto'
import { open, rename, rm, stat } from 'node:fs/promises'
import { resolveLinks } from './resolve-links.ts'

/** Options of `replaceFile`. */
export interface ReplaceOptions {
  /**
   * A name for the draft, instead of a random one. A killed process leaves its draft behind, and the next one with the
   * same name replaces it. Only the holder of a lock may use a fixed name.
   */
  readonly draftName?: string | undefined
}

/**
 * Replaces a file in one step: a reader sees the whole old file or the whole new one, also after a power failure. A link
 * stays a link, and the file keeps its mode.
 *
 * @param content a text, or pieces of it that are written one after the other
 * @throws the error of the system; then the old file is as it was
 */
export async function replaceFile(
  path: string,
  content: string | readonly Uint8Array[],
  { draftName = randomUUID().slice(0, 8) }: ReplaceOptions = {},
): Promise<void> {
  const target = resolveLinks(path)
  const mode = await stat(target).then(
    (known) => known.mode & 0o777,
    () => 0o644,
  )
  const draft = `${target}.${draftName}.tmp`
  try {
    const file = await open(draft, 'w', mode)
    try {
      if (typeof content === 'string') await file.writeFile(content)
      else await writeAll(file, content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, target)
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {})
    throw error
  }
}

/** The system takes so many pieces in one call. */
const MAX_PIECES = 1024

/** Writes pieces one after the other. The system may write less than it was given, e.g. before a disk is full. */
async function writeAll(file: Awaited<ReturnType<typeof open>>, pieces: readonly Uint8Array[]): Promise<void> {
  for (let at = 0; at < pieces.length; at += MAX_PIECES) {
    const some = pieces.slice(at, at + MAX_PIECES)
    const size = some.reduce((sum, piece) => sum + piece.length, 0)
    const { bytesWritten } = await file.writev(some)
    if (bytesWritten < size) await file.writeFile(Buffer.concat(some).subarray(bytesWritten))
  }
}
