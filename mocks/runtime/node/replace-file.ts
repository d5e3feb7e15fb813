import { randomUUID } from 'node:crypto'
import { open, realpath, rename, rm, stat } from 'node:fs/promises'

/**
 * Replaces a file in one step: a reader, or a machine that loses power, sees the whole old file or the whole new one. A
 * link stays a link, and the file keeps its mode.
 *
 * @throws the error of the system; then the old file is as it was
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path)
  const mode = await stat(target).then(
    (known) => known.mode & 0o777,
    () => 0o644,
  )
  const draft = `${target}.${randomUUID().slice(0, 8)}.tmp`
  try {
    const file = await open(draft, 'wx', mode)
    try {
      await file.writeFile(text)
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
