import { globSync } from 'node:fs'
import { createLightsail } from 'lightsail-ports-testkit'
import { serve } from 'lightsail-ports-testkit/server'
import { expect, test } from 'vitest'
import { COMMANDS } from '../../cli/command-list.ts'
import { blocksOf, PAGES, readText } from './page.ts'

/** Lists the routes that a server has, as it says itself: `POST /_mock/faults`. */
async function routesOf(url: string): Promise<readonly string[]> {
  const { error } = await (await fetch(`${url}/_mock/none`)).json()
  const [, list = ''] = String(error).split('Use ')
  const routes: string[] = []
  for (const route of list.replace(/\.$/, '').split(', ')) {
    const { headers } = await fetch(url + route, { method: 'OPTIONS' })
    for (const method of (headers.get('allow') ?? '').split(', ')) routes.push(`${method} ${route}`)
  }
  return routes
}

test('docs/http-api.md has every route, and an example of each', async () => {
  await using server = await serve(createLightsail({ instances: ['web-1'] }))
  const routes = await routesOf(server.url)
  expect(routes.length).toBeGreaterThan(20)
  const page = readText('docs/http-api.md')
  const sections = new Map(page.split('\n## ').map((section) => [section.split('\n', 1)[0], section]))
  expect(routes.filter((route) => sections.get(route)?.includes('<!-- run -->') !== true)).toEqual([])
  const named = [...sections.keys()].filter((name) => /^[A-Z]+ \/_mock\/./.test(name ?? ''))
  expect(named.filter((name) => !routes.includes(name ?? ''))).toEqual([])
})

/** The calls of the command line in a page: the command, and the flags that it is given. */
function callsIn(page: string): readonly { readonly command: string; readonly flags: readonly string[] }[] {
  return blocksOf(page)
    .filter(({ language }) => language === 'sh' || language === 'yaml')
    .flatMap(({ text }) => text.replaceAll('\\\n', ' ').split('\n'))
    .flatMap((line) => [...line.matchAll(/lightsail-ports ([a-z]+)\b([^&|#]*)/g)])
    .map(([, command = '', rest = '']) => ({
      command,
      flags: rest.replaceAll(/"[^"]*"|'[^']*'/g, '').match(/--[a-z-]+/g) ?? [],
    }))
}

test('every command and flag in the pages is one that the command line has', async () => {
  const calls = PAGES.flatMap((page) => callsIn(page).map((call) => ({ page, ...call })))
  expect(new Set(calls.map(({ command }) => command)).size).toBeGreaterThan(8)
  const flagsOf = new Map<string, readonly (string | undefined)[]>()
  for (const { name, load } of COMMANDS)
    flagsOf.set(
      name,
      (await load()).options.map(({ long }) => long),
    )
  const unknown = calls.flatMap(({ page, command, flags }) =>
    flags
      .filter((flag) => flag !== '--help' && flagsOf.get(command)?.includes(flag) !== true)
      .map((flag) => `${page}: ${command} ${flag}`),
  )
  expect(unknown).toEqual([])
  expect(calls.filter(({ command }) => !flagsOf.has(command))).toEqual([])
})

test('the messages of docs/troubleshooting.md are those of the code', () => {
  const files = globSync('{mocks,contracts,fixtures,cli}/**/*.ts', { cwd: new URL('../../', import.meta.url) })
  const code = files.map(readText).join('\n')
  const rows = [...readText('docs/troubleshooting.md').matchAll(/^\| `([^`]+)` \|/gm)]
  expect(rows.length).toBeGreaterThan(15)
  expect(rows.map(([, message = '']) => message).filter((message) => !code.includes(message))).toEqual([])
})

/** Lists the names that a page has in code, as words. */
const namesIn = (page: string): ReadonlySet<string> =>
  new Set([...readText(page).matchAll(/[`"{ ]([\w$]+)[`":,} ]/g)].map(([, name = '']) => name))

test('docs/world.md has every setting of a service, and every member of a world and of an instance', () => {
  const problem = messageOf(() => createLightsail({ noSuchSetting: 1 } as object))
  const [, settings = ''] = /Use (.*)\.$/.exec(problem) ?? []
  const { properties } = JSON.parse(readText('world.schema.json'))
  const [, instance] = properties.instances.items.anyOf
  const names = settings.split(', ').map((name) => name.replace(/ \(.*|^.*: /g, ''))
  const members = [...names, ...Object.keys(properties), ...Object.keys(instance.properties)]
  expect(members.length).toBeGreaterThan(20)
  const named = namesIn('docs/world.md')
  expect(members.filter((name) => !named.has(name))).toEqual([])
})

function messageOf(task: () => unknown): string {
  try {
    task()
    return ''
  } catch (error) {
    return (error as Error).message
  }
}
