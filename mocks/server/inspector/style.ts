const COLOURS = `
:root {
  color-scheme: light dark;
  --paper: #fff; --surface: #f5f6f8; --raised: #fff; --line: #dde1e6; --strong: #808a95; --ink: #1b1f24; --muted: #58616b; --link: #0b57a8;
  --good: #1d7443; --good-back: #e3f3ea; --bad: #b3232a; --bad-back: #fce8e8; --on-bad: #fff; --wait: #7a4b00; --wait-back: #fff1d6;
  --lost: #8f2160; --lost-back: #fae6f1; --everybody: #7a4b00; --everybody-back: #fff1d6; --on-link: #fff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --surface: #1c2127; --raised: #191d22; --line: #323a44; --strong: #76828f; --ink: #e4e8ec; --muted: #9da8b4; --link: #82bdff;
    --good: #6ccb92; --good-back: #173226; --bad: #ff8d86; --bad-back: #3c1a1c; --on-bad: #240303; --wait: #f0c063; --wait-back: #33290f;
    --lost: #f08cc0; --lost-back: #371a2b; --everybody: #f0c063; --everybody-back: #33290f; --on-link: #06182b;
  }
}`

const BASE = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 110rem; padding: 0 1.25rem 3rem; background: var(--paper); color: var(--ink);
  font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3, h4, p, ul, ol, dl, dd, fieldset { margin: 0; padding: 0; }
ul, ol { list-style: none; }
[hidden] { display: none !important; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
h2:focus { outline: none; }
h2 + p.muted { margin-bottom: .6rem; }
h2 { font-size: 18px; margin: 1rem 0 .5rem; }
h3 { font-size: 15px; }

pre { margin: 0; padding: .5rem .65rem; max-height: 22rem; overflow: auto; background: var(--surface); border: 1px solid var(--line); border-radius: 6px;
  white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; }
pre, .code { font: 12px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.muted { color: var(--muted); }
.spacer { flex: 1; }
.empty { color: var(--muted); padding: .75rem 0; max-width: 44rem; }
.note { color: var(--wait); }
.problem:not(:empty) { color: var(--bad); background: var(--bad-back); border-radius: 6px; padding: .5rem .65rem; margin: .5rem 0; }
.alarm { background: var(--bad); color: var(--on-bad); border-radius: 6px; padding: .45rem .65rem; margin: .4rem 0; }
p.alarm b { font-size: 15px; }`

const CONTROLS = `
button, input, select, textarea { font: inherit; color: inherit; }
button { padding: .3rem .7rem; min-height: 30px; border: 1px solid var(--strong); border-radius: 6px; background: var(--raised); cursor: pointer; }
button:hover { background: var(--surface); }
button[aria-pressed="true"] { background: var(--surface); border-color: var(--link); box-shadow: inset 0 0 0 1px var(--link); }
button.primary, form.panel > .buttons > button:not([type]) { background: var(--link); border-color: var(--link); color: var(--on-link); font-weight: 600; }
button.danger { color: var(--bad); border-color: var(--bad); }
input, select, textarea { width: 100%; padding: .3rem .5rem; min-height: 30px; border: 1px solid var(--strong); border-radius: 6px; background: var(--paper); }
input[type="checkbox"] { width: 18px; height: 18px; min-height: 0; margin: 0; }
textarea.code { font: 12px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; resize: vertical; }
label, legend { font-size: 12px; font-weight: 600; color: var(--muted); }
.field { display: grid; gap: .15rem; margin: .5rem 0; }
.hint { font-size: 12px; color: var(--muted); }
fieldset { border: 0; border-top: 1px solid var(--line); margin: .75rem 0 0; padding: .35rem 0 0; min-width: 0; }
.buttons { display: flex; flex-wrap: wrap; gap: .4rem; margin: .5rem 0 0; }
.check { display: flex; gap: .4rem; align-items: center; min-height: 30px; }
.copy { display: inline-grid; gap: .3rem; }
details > summary { cursor: pointer; }
.adder { margin: .75rem 0; }
.adder form { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: 0 .75rem; align-items: end; max-width: 44rem; }
.adder button { margin-bottom: .5rem; justify-self: start; }
.adder .problem { grid-column: 1 / -1; }`

const LAYOUT = `
.top { display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; align-items: baseline; padding: .8rem 0 .5rem; border-bottom: 1px solid var(--line); }
h1 { font-size: 18px; letter-spacing: -.01em; }
h1 .muted { font-weight: 400; font-size: 14px; }
nav { margin-inline-start: auto; }
nav ul { display: flex; flex-wrap: wrap; gap: .15rem; }
nav a { display: block; padding: .3rem .75rem; border-radius: 6px; text-decoration: none; color: var(--ink); }
nav a:hover { background: var(--surface); }
nav a[aria-current] { background: var(--link); color: var(--on-link); font-weight: 600; }
.live { font-size: 12px; color: var(--muted); }
.live::before { content: ""; display: inline-block; width: 8px; height: 8px; margin-inline-end: .35rem; border-radius: 50%; background: var(--strong); }
.live.live::before { background: var(--good); }
.live.lost { color: var(--bad); font-weight: 600; }
.live.lost::before { background: var(--bad); border-radius: 0; }
.pair { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: 0 1.5rem; align-items: start; }
.tools { display: flex; flex-wrap: wrap; gap: 0 .75rem; align-items: end; margin-bottom: .5rem; }
.tools .field { flex: 0 1 13rem; margin: 0; }
.tools > p { margin-inline-start: auto; align-self: end; min-height: 26px; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1rem; align-items: start; }
.panel { border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem 1rem; background: var(--raised); min-width: 0; }
.armed li { display: flex; gap: .75rem; justify-content: space-between; align-items: baseline; padding: .4rem 0; border-bottom: 1px solid var(--line); }
.armed li button { flex: none; }`

const INSTANCES = `
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 25rem), 1fr)); gap: .75rem; margin-bottom: .75rem; }
.card { border: 1px solid var(--line); border-radius: 8px; padding: .65rem .85rem .8rem; background: var(--raised); min-width: 0; }
.card header { display: flex; flex-wrap: wrap; gap: .25rem .6rem; align-items: center; }
.facts { display: flex; flex-wrap: wrap; gap: .1rem 1rem; margin: .3rem 0 .5rem; font-size: 12px; }
.facts div { display: flex; gap: .35rem; min-width: 0; }
.facts dt { color: var(--muted); flex: none; }
.firewall table { width: 100%; border-collapse: collapse; table-layout: fixed; }
.firewall th, .firewall td { text-align: start; vertical-align: top; padding: .3rem .6rem .3rem 0; border-top: 1px solid var(--line); font-weight: 400; }
.firewall thead th { border: 0; padding-block: 0 .1rem; font-size: 12px; color: var(--muted); }
.firewall tbody th { border-inline-start: 3px solid transparent; padding-inline-start: .5rem; }
.firewall thead th:first-child { width: 38%; }
.firewall thead th:last-child { width: 28%; }
.firewall .name { font-weight: 600; font-variant-numeric: tabular-nums; }
.firewall .port { display: flex; flex-wrap: wrap; gap: 0 .4rem; }
.firewall .purpose { color: var(--muted); }
.firewall .change { display: block; font-size: 12px; }
.firewall tr.opened th { border-inline-start-color: var(--good); }
.firewall tr.opened .change { color: var(--good); }
.firewall tr.changed th { border-inline-start-color: var(--wait); }
.firewall tr.changed .change { color: var(--wait); }
.firewall tr.closed th { border-inline-start-color: var(--bad); }
.firewall tr.closed .change { color: var(--bad); font-weight: 600; }
.firewall tr.closed .name, .firewall tr.closed .chip { text-decoration: line-through; }
.firewall tr.closed.ssh { background: var(--bad-back); }
.chips { display: flex; flex-wrap: wrap; gap: .2rem; }
.chip { display: inline-block; padding: 0 .4rem; border-radius: 5px; border: 1px solid var(--line); background: var(--surface); font-size: 12px; line-height: 1.6; }
.chip.everybody, .nobody { white-space: nowrap; }
.chip.everybody { background: var(--everybody-back); color: var(--everybody); border-color: transparent; }
.chip.fault { background: var(--wait-back); color: var(--wait); border-color: transparent; }
.nobody { color: var(--muted); font-size: 12px; }
.editor { border-top: 1px solid var(--line); margin-top: .6rem; padding-top: .2rem; }
.mark { display: inline-block; padding: 0 .45rem; border-radius: 5px; font-size: 12px; line-height: 1.6; font-weight: 600; }
.mark.good { background: var(--good-back); color: var(--good); }
.mark.bad { background: var(--bad-back); color: var(--bad); }
.mark.lost { background: var(--lost-back); color: var(--lost); }
.mark.waiting { background: var(--wait-back); color: var(--wait); }
.mark.quiet { background: var(--surface); color: var(--muted); }
.mark.alarm { margin: 0; background: var(--bad); color: var(--on-bad); }`

const CALLS = `
.calls > li { border-top: 1px solid var(--line); }
.calls > li:last-child { border-bottom: 1px solid var(--line); }
.calls summary { display: grid; grid-template-columns: 3.2rem 5.8rem minmax(0, 1fr) auto; gap: 0 .6rem; align-items: baseline; padding: .35rem .25rem; list-style: none; }
.calls summary::-webkit-details-marker { display: none; }
.calls summary:hover { background: var(--surface); }
.calls details[open] > summary { background: var(--surface); }
.calls .number { color: var(--muted); font-variant-numeric: tabular-nums; text-align: end; }
.calls .number::before { content: "▸ "; }
.calls details[open] .number::before { content: "▾ "; }
.calls .time { white-space: nowrap; color: var(--muted); font-size: 12px; font-variant-numeric: tabular-nums; }
.calls .operation { font-weight: 600; }
.calls .operation .muted { font-weight: 400; }
.calls .outcome { display: flex; flex-wrap: wrap; gap: .25rem; justify-content: end; }
.calls .changes { grid-column: 3 / -1; display: flex; flex-wrap: wrap; gap: .2rem .6rem; font-size: 12px; }
.calls .changes:empty { display: none; }
.change.opened { color: var(--good); }
.change.closed { color: var(--bad); }
.change.changed { color: var(--wait); }
.details { padding: .5rem .5rem 1rem 1rem; display: grid; gap: .75rem; border-inline-start: 3px solid var(--line); margin: 0 0 .5rem .5rem; }
.details .part { min-width: 0; }
.details h3 { font-size: 12px; color: var(--muted); font-weight: 600; margin: 0 0 .2rem; }
.details > div:last-child { display: grid; gap: .75rem; min-width: 0; }
.bodies { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: .75rem; }
.differences li { display: flex; gap: .5rem; align-items: baseline; }
.differences .sign { width: 1em; font-weight: 700; text-align: center; flex: none; }
.differences .opened .sign { color: var(--good); }
.differences .closed .sign, .differences .closed b { color: var(--bad); }
.differences .changed .sign { color: var(--wait); }
.rules { margin: .3rem 0; padding-inline-start: .8rem; border-inline-start: 2px solid var(--line); display: grid; gap: .25rem; }
.evidence { display: inline-block; padding: 0 .35rem; border-radius: 4px; font-size: 12px; background: var(--surface); border: 1px solid var(--line); }
.evidence.documented { color: var(--good); }
.evidence.assumed { color: var(--wait); }
.entries li { border-top: 1px solid var(--line); }
.entries summary { display: grid; grid-template-columns: 2.5rem minmax(0, 1fr) auto; gap: .6rem; padding: .35rem .25rem; align-items: baseline; }
.entries .number { color: var(--muted); text-align: end; }
.entries .operation { font-weight: 600; }`

const NARROW = `
.pair { display: block; }
.pair > section:not(.current) { display: none; }`

const PHONE = `
body { padding: 0 .75rem 2rem; }
nav { margin: 0; width: 100%; }
nav a { padding: .45rem .5rem; font-size: 13px; }
nav ul { gap: 0; justify-content: space-between; }
.tools .field { flex-basis: 9rem; flex-grow: 1; }
.tools > p { margin-inline-start: 0; width: 100%; }
.calls summary { grid-template-columns: auto minmax(0, 1fr); gap: .1rem .6rem; padding-block: .5rem; }
.calls .operation { grid-column: 1 / -1; }
.calls .changes { grid-column: 1 / -1; }
.calls .outcome { grid-column: 1 / -1; justify-content: start; }
.details { padding-inline: .6rem 0; margin-inline-start: 0; }
button, input, select { min-height: 36px; }`

/** The style sheet of the page. */
export const STYLE: string = `${COLOURS}${BASE}${CONTROLS}${LAYOUT}${INSTANCES}${CALLS}
@media (max-width: 1150px) {${NARROW}}
@media (max-width: 620px) {${PHONE}}
@media (prefers-reduced-motion: no-preference) { .live.waiting::before { animation: pulse 1.2s infinite alternate; } }
@keyframes pulse { to { opacity: .3; } }
@media (forced-colors: active) { .mark, .chip, .alarm { border: 1px solid; } }
`
