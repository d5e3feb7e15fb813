/** Pixels beside the marks of the grid, and of one of its columns. On a narrower page, marks stand below the names. */
const SCREEN = { beside: 400, column: 34 }
const PRINT = { beside: 340, column: 27 }

/** Makes the style sheet of a page, for the number of columns of its grid. */
export function styleOf(columns: number): string {
  return `${COLOURS}${BASE}${HEAD}${GRID}${SITUATIONS}
@media screen and (max-width: 760px) {${PHONE}}
@media print {${PAPER}}
@media screen { ${chipsBelow(SCREEN, columns)} }
@media print { ${chipsBelow(PRINT, columns)} }
`
}

// A container query is needed: media queries report the width of a landscape page as if it were upright.
function chipsBelow({ beside, column }: typeof SCREEN, columns: number): string {
  return `@container (max-width: ${beside + column * columns}px) {${CHIPS}}`
}

const COLOURS = `
:root {
  color-scheme: light dark;
  --paper: #fff; --surface: #f5f6f8; --line: #dde1e6; --ink: #1b1f24; --muted: #58616b; --link: #0b57a8;
  --good: #1d7443; --bad: #c0282d; --on-bad: #fff; --soso: #ffd25e; --on-soso: #452f00; --target: #fff3cf;
  --success: #3f7fd1; --error: #bf6a00; --broken: #b02a75; --silent: #77818c;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --surface: #1c2127; --line: #323a44; --ink: #e4e8ec; --muted: #9da8b4; --link: #82bdff;
    --good: #6ccb92; --bad: #ff7d75; --on-bad: #240303; --soso: #e6b84a; --on-soso: #241800; --target: #38310f;
    --success: #5b9bea; --error: #e09a3e; --broken: #e56bab; --silent: #8793a0;
  }
}`

const BASE = `
main { container-type: inline-size; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 82rem; padding: 1.75rem 1.5rem 4rem; background: var(--paper); color: var(--ink);
  font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3, h4, p, ul, ol, dl, dd { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
small { white-space: nowrap; font-size: 12px; color: var(--muted); font-weight: 400; }
h2 { margin: 2rem 0 .6rem; font-size: 16px; }
h4 { margin: 1.1rem 0 .35rem; font-size: 12px; color: var(--muted); font-weight: 600; }
pre { margin: .3rem 0; padding: .6rem .75rem; background: var(--surface); border: 1px solid var(--line); border-radius: 6px;
  font: 12px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; }
pre.long { max-height: 20rem; overflow-y: auto; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.times { font-variant-numeric: tabular-nums; color: var(--muted); white-space: nowrap; }
.mark { position: relative; display: inline-flex; align-items: center; justify-content: center; min-width: 26px; height: 24px;
  border-radius: 5px; border: 1px solid transparent; text-decoration: none; font-weight: 600; line-height: 1;
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.mark.pass { color: var(--good); }
.mark.accepted { color: var(--good); border: 1px dashed currentColor; font-size: 12px; letter-spacing: -1px; }
.mark.fail { background: var(--bad); color: var(--on-bad); }
.mark.warn { background: var(--soso); color: var(--on-soso); }`

const HEAD = `
header { display: grid; gap: .35rem; }
h1 { font-size: 26px; line-height: 1.2; letter-spacing: -.01em; }
.job, .made { color: var(--muted); font-size: 15px; }
.made { font-size: 13px; }
.verdict { font-size: 18px; }
.verdict.failed strong { color: var(--bad); }
.verdict.passed strong { color: var(--good); }
.totals { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: .6rem 0 .25rem; font-size: 15px; }
.totals li, .legend li { display: flex; align-items: center; gap: .35rem; }
.totals b { font-size: 20px; font-variant-numeric: tabular-nums; }
.share { display: block; border-radius: 4px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.share .pass { fill: var(--good); } .share .fail { fill: var(--bad); } .share .warn { fill: var(--soso); }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; margin: 0 0 .5rem; color: var(--muted); font-size: 13px; }
.findings dl { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: .25rem 1rem; padding: .1rem 0 .1rem .9rem;
  border-inline-start: 3px solid var(--good); }
.findings.fail dl { border-color: var(--bad); }
.findings.warn dl { border-color: var(--soso); }
.findings dt { grid-column: 1; font-weight: 600; }
.findings dd { grid-column: 2; }
.fix { color: var(--muted); }
.fix code { font-size: 12px; }
.filter { margin: 0 0 .5rem; }
main:has(#only:checked) .calm { display: none; }
.where { color: var(--muted); }
.where::before { content: "— "; }`

const GRID = `
.grid { border-collapse: separate; border-spacing: 0; width: 100%; }
.grid th { text-align: start; font-weight: 500; }
.grid thead th { position: sticky; top: 0; z-index: 1; background: var(--paper); vertical-align: bottom; padding: .4rem .75rem .4rem 0;
  border-bottom: 1px solid var(--line); font-size: 12px; color: var(--muted); }
.grid thead th:first-child { padding-inline-start: .3rem; }
.grid thead .column { width: 34px; padding: .4rem 0; text-align: center; color: var(--ink); font-weight: 400; }
.column span { display: inline-block; writing-mode: vertical-rl; rotate: 180deg; max-height: 18rem; text-align: start;
  line-height: 1.3; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; vertical-align: bottom; }
.grid tbody th { padding: .15rem 1rem .15rem .3rem; }
.grid tbody th a { display: inline-block; width: max-content; max-width: 20rem; }
.grid tbody th a, .grid td > .mark { text-decoration: none; scroll-margin-top: 14rem; }
.grid tbody th a:hover { text-decoration: underline; }
.grid tbody th, .grid td { border-bottom: 1px solid var(--line); }
.grid td { padding: 2px 0; text-align: center; position: relative; }
.grid .title { text-align: start; padding-inline-end: 1rem; color: var(--muted); font-size: 13px; line-height: 1.3; }
.grid td > .mark { width: 28px; vertical-align: middle; }
.grid td > .mark .name { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.grid td > .mark:hover { outline: 2px solid currentColor; outline-offset: -1px; }
.grid td > .fail:hover, .grid td > .warn:hover { outline-color: var(--ink); }
.grid tbody tr:hover > * { background: var(--surface); }
@media (max-height: 640px) { .grid thead th { position: static; } }`

const CHIPS = `
.grid, .grid tbody { display: block; }
.grid thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.grid tbody tr { display: flex; flex-wrap: wrap; gap: 4px; padding: .6rem 0; border-bottom: 1px solid var(--line); }
.grid tbody th a { max-width: 100%; }
.grid tbody th, .grid .title { flex: 1 0 100%; max-width: 100%; padding: 0; white-space: normal; }
.grid tbody th { font-weight: 600; }
.grid tbody th, .grid td { border: 0; }
.grid td { padding: 0; }
.grid .none { position: absolute; }
.grid td > .mark { width: auto; min-height: 26px; height: auto; padding: 0 .35rem; }
.grid td > .mark.pass { border-color: var(--line); }
.grid td > .mark .name { position: static; width: auto; height: auto; margin: 0 0 0 .35rem; clip-path: none; overflow: visible;
  white-space: normal; font-size: 12px; letter-spacing: 0; }
.grid tbody tr:hover > * { background: none; }
.grid .opened > td { flex: 1 0 100%; max-width: 100%; }`

const SITUATIONS = `
.opened:not(:has(.situation[open])) { display: none; }
.grid .opened > td { padding: 0; text-align: start; }
.grid .opened:hover > td { background: none; }
.situation { contain: inline-size; }
.situation > summary { display: grid; grid-template-columns: 1rem minmax(0, 1fr) 5.5rem; gap: 0 .75rem; align-items: baseline;
  padding: .4rem .3rem; cursor: pointer; list-style: none; }
.situation > summary::-webkit-details-marker { display: none; }
.situation > summary::before { content: "▸"; color: var(--muted); }
.situation[open] > summary::before { content: "▾"; }
.situation > summary:hover { background: var(--surface); }
.situation[open] > summary { background: var(--surface); }
.situation h3 { font-size: 14px; font-weight: 600; }
summary .times { text-align: end; }
.inside { padding: .6rem .3rem 1.5rem 2rem; scroll-margin-top: 14rem; }
.inside:focus { outline: none; }
.outcome a { margin-inline-start: .5rem; }
.judgements li { display: grid; grid-template-columns: 28px minmax(0, 15rem) minmax(0, 1fr); gap: 0 .75rem; align-items: baseline; padding: 1px .25rem 1px 0;
  border-radius: 5px; scroll-margin-top: 14rem; }
.judgements .fix { display: block; }
.judgements li:target, .judgements li:focus { background: var(--target); outline: none; }
.judgements .mark { height: 22px; }
.scale { display: flex; justify-content: space-between; margin-inline-start: 60%; border-bottom: 1px solid var(--line); font-size: 12px; color: var(--muted);
  font-variant-numeric: tabular-nums; }
.timeline li { display: grid; grid-template-columns: 1.5rem calc(27% - 1.5rem) minmax(0, 1fr) 5rem 40%; align-items: baseline;
  grid-template-areas: "number operation words times track" ". more more more track"; }
.timeline li > span { padding: .2rem .75rem 0 0; }
.timeline .request:has(.body[open]) { grid-template-areas: "number operation words times track" ". more more more more"; }
.timeline .wait { grid-template-areas: ". words words words track"; color: var(--muted); font-size: 12px; }
.number { grid-area: number; color: var(--muted); font-variant-numeric: tabular-nums; }
.operation { grid-area: operation; font-weight: 600; }
.words { grid-area: words; }
.timeline .times { grid-area: times; text-align: end; }
.track { grid-area: track; display: block; overflow: visible; align-self: stretch; height: 100%; min-height: 20px;
  background: repeating-linear-gradient(to right, var(--line) 0 1px, transparent 1px 25%); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.bar { stroke-width: 1.5; }
.bar.success { fill: var(--success); stroke: var(--success); }
.bar.error { fill: var(--error); stroke: var(--error); }
.bar.broken { fill: var(--broken); stroke: var(--broken); }
.bar.silent { fill: var(--paper); stroke: var(--silent); stroke-dasharray: 4 2; }
.gap { stroke: var(--silent); stroke-width: 1.5; stroke-dasharray: 1 3; }
.more { grid-area: more; display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0 .75rem .2rem 0; font-size: 12px; }
.ports { flex-basis: 100%; }
.body summary { cursor: pointer; color: var(--muted); padding: .1rem 0; }
.body[open] { flex: 1 0 100%; }`

const PHONE = `
body { padding: 1rem .75rem 3rem; }
h1 { font-size: 22px; }
.findings dl { grid-template-columns: 1fr; padding-block: .2rem; }
.findings dt, .findings dd { grid-column: 1; }
.findings dt { margin-top: .3rem; }
.situation > summary { grid-template-columns: 1rem minmax(0, 1fr) auto; }
.inside { padding: .5rem 0 1.25rem; }
.judgements li { grid-template-columns: 28px minmax(0, 1fr); padding-block: .15rem; }
.judgements .reason { grid-column: 2; color: var(--muted); }
.scale { margin-inline-start: 0; }
.judgements li { scroll-margin-top: 3rem; }
.timeline li { grid-template-columns: 1.5rem minmax(0, 1fr) auto; grid-template-areas: "number operation times" ". words words" "track track track" ". more more"; }
.timeline .wait { grid-template-areas: ". words words" "track track track"; }
.timeline .request:has(.body[open]) { grid-template-areas: "number operation times" ". words words" "track track track" ". more more"; }
.track { height: 20px; }`

const PAPER = `
@page { size: A4 landscape; margin: 10mm; }
:root { color-scheme: light; }
body { padding: 0; max-width: none; font-size: 12px; }
.grid .title { font-size: 12px; }
.grid thead th { position: static; }
.grid thead th:first-child { padding-inline-start: .3rem; }
.grid thead .column { width: 27px; }
.grid td > .mark { width: 24px; min-width: 0; height: 18px; }
.grid tr, .judgements li, .timeline li, .findings dd { break-inside: avoid; }
h2, h3, h4, summary { break-after: avoid; }
.grid .opened:has(.situation.wanting) { display: table-row; }
.wanting > summary::before { content: "▾"; }
.wanting::details-content { content-visibility: visible; display: block; block-size: auto; }
pre.long { max-height: none; overflow: visible; }
.outcome a, .body:not([open]), .legend .hint { display: none; }`
