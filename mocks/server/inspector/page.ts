import type { IncomingMessage, ServerResponse } from 'node:http'
import { hashSource } from '../../runtime/node/index.ts'
import { bundleScript } from './bundle.ts'
import { type InspectorFacts, type InspectorMode, inspectorFacts } from './facts.ts'
import { STYLE } from './style.ts'

/** A page, and the headers that it is sent with. */
interface Page {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Writes the inspector page: one file that asks for nothing but the mock's own routes. Only its own style sheet and its
 * own script run in it; they are named by their hashes.
 */
export function inspectorPage(mode: InspectorMode, title = ''): Page {
  const script = bundleScript(scriptUrl(import.meta.url))
  return {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policyOf(script),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    },
    body: pageHtml(script, inspectorFacts(mode, title)),
  }
}

/** Tells whether a request asks for the page. */
export function isPageRequest({ method, url = '' }: IncomingMessage): boolean {
  return method === 'GET' && /^\/_mock\/(?:\?|$)/.test(url)
}

/** Sends the page. */
export function sendPage({ headers, body }: Page, response: ServerResponse): void {
  response.writeHead(200, { ...headers, 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
}

/** Finds the script of the page. The package also has this module as CommonJS; the page needs that of the modules. */
function scriptUrl(here: string): URL {
  const base = here.replace(/\/cjs\/(?=mocks\/server\/inspector\/page\.js$)/, '/')
  return new URL(`./client/main${base.slice(base.lastIndexOf('.'))}`, base)
}

function policyOf(script: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashSource(script)}`,
    `style-src ${hashSource(STYLE)}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

function pageHtml(script: string, facts: InspectorFacts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>Lightsail mock</title>
<style>${STYLE}</style>
</head>
<body>
<div id="page"></div>
<noscript>This page shows the calls of a mock Lightsail, and needs JavaScript. The same is at /_mock/calls as JSON.</noscript>
<script type="application/json" id="facts">${jsonForMarkup(facts)}</script>
<script type="module">${script}</script>
</body>
</html>
`
}

/** JSON cannot end the element that it stands in. */
function jsonForMarkup(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}
