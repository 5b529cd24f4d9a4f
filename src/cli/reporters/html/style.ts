/** The style of the report: light or dark as the system is, from 400 pixels up. */
export const STYLE = `
:root { color-scheme: light dark; --back: #fff; --panel: #f5f7fa; --text: #1c2330; --faint: #5a6577; --line: #d5dbe5;
  --accent: #0b5cad; --mark: #ffe0a3; --error: #b3261e; --added: #d9f5e0; --removed: #fde2df; --bar: #b9d3f0; }
@media (prefers-color-scheme: dark) {
  :root { --back: #151922; --panel: #1d232f; --text: #dfe5ef; --faint: #98a3b7; --line: #333c4d;
    --accent: #7cb7ff; --mark: #6b4e12; --error: #ff8a80; --added: #173a26; --removed: #46211f; --bar: #2a4a70; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1400px; padding: 1rem; background: var(--back); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
h3 { font: 600 .95rem/1.4 ui-monospace, Menlo, Consolas, monospace; margin: 1.25rem 0 .35rem; overflow-wrap: anywhere; }
h4 { font-size: .9rem; margin: .9rem 0 .25rem; }
p { margin: .25rem 0; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
[hidden] { display: none !important; }
.faint, .line, .facts, .count { color: var(--faint); }
.facts { overflow-wrap: anywhere; }
.headline { font-size: 1.1rem; font-weight: 600; }
.overview { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)); gap: 1rem; }
.overview section { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: .5rem .75rem;
  max-height: 18rem; overflow-y: auto; }
.overview h2 { margin: 0 0 .25rem; font-size: .95rem; }
.overview ul { list-style: none; margin: 0; padding: 0; }
.overview button { display: flex; justify-content: space-between; gap: 1rem; width: 100%; padding: .15rem .4rem; border: 0;
  border-radius: 4px; color: inherit; font: inherit; text-align: left; cursor: pointer; overflow-wrap: anywhere;
  background: linear-gradient(var(--bar), var(--bar)) no-repeat 0 100% / 0 3px; }
.overview button span:first-child { min-width: 0; }
.overview button:hover { background-color: var(--line); }
button[aria-pressed='true'] { background-color: var(--accent) !important; color: var(--back) !important; }
.tools { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; padding: .6rem 0;
  margin-top: 1rem; background: var(--back); border-bottom: 1px solid var(--line); }
.tools input { flex: 1 1 14rem; min-width: 0; }
.tools input, .tools button, .paths button { padding: .35rem .6rem; border: 1px solid var(--line); border-radius: 6px;
  background: var(--panel); color: inherit; font: inherit; }
.tools button, .paths button { cursor: pointer; }
.finding { border: 1px solid var(--line); border-radius: 6px; margin: .35rem 0; scroll-margin-top: 4.5rem; content-visibility: auto;
  contain-intrinsic-size: auto 42px; }
.finding > summary { display: flex; flex-wrap: wrap; gap: .2rem .6rem; align-items: baseline; padding: .45rem .6rem; cursor: pointer; }
.finding[open] > summary { border-bottom: 1px solid var(--line); background: var(--panel); border-radius: 6px 6px 0 0; }
.finding > summary::before { content: '▸'; color: var(--faint); }
.finding[open] > summary::before { content: '▾'; }
.place { font-family: ui-monospace, Menlo, Consolas, monospace; color: var(--faint); min-width: 4.5em; }
.message { flex: 1 1 18rem; min-width: 0; overflow-wrap: anywhere; }
.tag { font-size: .8rem; color: var(--faint); border: 1px solid var(--line); border-radius: 10px; padding: 0 .5rem; white-space: nowrap; }
.repair-safe { color: var(--accent); border-color: currentColor; }
.body { padding: .5rem .75rem .75rem; }
.paths { display: flex; flex-wrap: wrap; gap: .35rem; margin: .4rem 0; }
.code, .diff { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; background: var(--panel);
  font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; tab-size: 2; }
.code table { border-collapse: collapse; min-width: 100%; }
.code th { width: 1%; min-width: 3.5em; color: var(--faint); font-weight: 400; text-align: right; padding: 0 .6rem; user-select: none; vertical-align: top; }
.code td, .diff div { white-space: pre; padding-right: .75rem; }
.diff div { padding-left: .75rem; min-width: max-content; }
.code mark { background: var(--mark); color: inherit; border-radius: 2px; }
.code .step td { color: var(--accent); font-family: system-ui, sans-serif; white-space: normal; padding-bottom: .25rem; }
.code .last td { color: var(--error); }
.code .gap td { color: var(--faint); }
.diff .added { background: var(--added); } .diff .removed { background: var(--removed); } .diff .hunk { color: var(--faint); }
.steps { margin: .25rem 0; padding-left: 1.5rem; overflow-wrap: anywhere; }
.notes { padding-left: 1.25rem; overflow-wrap: anywhere; }
kbd { border: 1px solid var(--line); border-radius: 3px; padding: 0 .3rem; font-size: .85em; }
@media (max-width: 600px) { body { padding: .6rem; } .hint { display: none; } .overview section { max-height: 10.4rem; }
  .finding { scroll-margin-top: 6.5rem; } }
`;
