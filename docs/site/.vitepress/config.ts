import { readFileSync } from 'node:fs'
import { sidebarOf } from '../pages.ts'
import { REPOSITORY, VERSION } from '../repository.ts'
import { slugOf } from '../slug.ts'

const sidebar = sidebarOf(readFileSync(new URL('../../index.md', import.meta.url), 'utf8'))

/** Many pages have tables: the text gets more room, and long names in a cell may break. */
const WIDE_TABLES = `
  .VPDoc.has-aside .content-container { max-width: 860px !important; }
  .vp-doc td code { overflow-wrap: anywhere; }
`

export default {
  title: 'lightsail-ports-testkit',
  description: 'A mock Amazon Lightsail for testing code that opens ports with PutInstancePublicPorts',
  lang: 'en',
  head: [
    ['link', { rel: 'icon', href: '/images/icon.svg' }],
    ['style', {}, WIDE_TABLES],
  ],
  srcDir: 'pages',
  outDir: 'dist',
  cacheDir: '.vitepress/cache',
  cleanUrls: false,
  lastUpdated: false,
  markdown: { anchor: { slugify: slugOf }, lineNumbers: false },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Getting started', link: '/getting-started/' },
      { text: 'API reference', link: '/api/' },
      { text: VERSION, link: '/changelog' },
    ],
    sidebar: [
      ...sidebar,
      {
        text: 'Project',
        items: [
          { text: 'README', link: '/readme' },
          { text: 'API reference', link: '/api/' },
          { text: 'Changelog', link: '/changelog' },
          { text: 'Contributing', link: '/contributing' },
        ],
      },
    ],
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
  },
}
