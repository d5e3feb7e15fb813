import { lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/** Links that lead to links: the system follows so many, too. */
const MAX_LINKS = 40

/** Resolves the links in a path. Unlike `realpath`, it also resolves a link to a file that does not exist yet. */
export function resolveLinks(path: string): string {
  let target = resolve(path)
  for (let links = 0; links < MAX_LINKS; links++) {
    const link = readLinkAt(target)
    if (link === undefined) break
    target = resolve(dirname(target), link)
  }
  try {
    return join(realpathSync(dirname(target)), basename(target))
  } catch {
    return target
  }
}

function readLinkAt(path: string): string | undefined {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : undefined
  } catch {
    return undefined
  }
}
