import { dirname, join, normalize } from 'node:path/posix'
import { REPOSITORY } from './repository.ts'

/** Pages outside of `docs/` that the site has, too, by their paths in the repository. */
const OTHERS: Readonly<Record<string, string>> = {
  'README.md': 'readme.md',
  'CHANGELOG.md': 'changelog.md',
  'CONTRIBUTING.md': 'contributing.md',
  'SECURITY.md': 'reporting.md',
  'test/clients/faults.md': 'faults-in-other-clients.md',
}

/** Finds the place of a file of the repository in the site; `undefined` if it has none. */
export function placeOf(path: string): string | undefined {
  const [, page] = /^docs\/((?!site\/).*\.md)$/.exec(path) ?? []
  const [, example] = /^examples\/([\w-]+)\/README\.md$/.exec(path) ?? []
  return page ?? (example === undefined ? OTHERS[path] : `examples/${example}.md`)
}

/** Rewrites the links of a page for the site. Files that the site does not have are at the address of the repository. */
export function withSiteLinks(path: string, text: string): string {
  return text.replaceAll(/(\]\()([^)\s]+)(?=\))/g, (all, before: string, link: string) => {
    if (/^(?:https?:|#)/.test(link)) return all
    const [file = '', anchor] = link.split('#')
    const target = normalize(join(dirname(path), file))
    const [, image] = /^docs\/(images\/.*)$/.exec(target) ?? []
    const place = image ?? placeOf(target)
    const address = place === undefined ? `${REPOSITORY}/blob/main/${target}` : `/${place}`
    return `${before}${address}${anchor === undefined ? '' : `#${anchor}`}`
  })
}

interface SidebarItem {
  readonly text: string
  readonly link?: string
  readonly items?: SidebarItem[]
}

const itemsOf = (text: string): SidebarItem[] =>
  [...text.matchAll(/\[([^\]]*)\]\(([^)#]*)\.md\)/g)].map(([, title = '', path = '']) => ({
    text: title.replaceAll('`', ''),
    link: `/${path}`,
  }))

/** Reads the sections of docs/index.md as the sidebar of the site. */
export function sidebarOf(index: string): SidebarItem[] {
  return index
    .split('\n## ')
    .slice(1)
    .map((section) => ({ text: section.split('\n', 1)[0] ?? '', items: itemsOf(section) }))
}
