/** For a browser: one file that loads nothing, with filters, the code and the path of each finding, and its repair. */
import { createHash } from 'node:crypto';
import picocolors from 'picocolors';
import type { ScanResult } from '../../result.js';
import { plainJson, visible } from '../../visible.js';
import { describeProblem, formatSummary } from '../pretty.js';
import type { RuleDescription } from '../sarif.js';
import { countBy } from '../summary.js';
import { shownFindings, type ShownFinding } from './data.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';

export interface HtmlOptions {
  readonly cwd: string;
  readonly version: string;
  readonly rules: readonly RuleDescription[];
}

/** Formats the result as a page. Whatever comes from the scanned files is text in it, never markup. */
export function formatHtml(result: ScanResult, { cwd, version, rules }: HtmlOptions): string {
  const findings = shownFindings(result.leaks, cwd);
  const [headline = '', ...notes] = formatSummary(result, picocolors.createColors(false), cwd).split('\n');
  const data = {
    findings,
    rules: Object.fromEntries(rules.map(({ id, url }) => [id, url ?? '#'])),
  };
  const remarks = [...notes, ...result.problems.map((problem) => describeProblem(problem, cwd))];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${hash(SCRIPT)}; style-src ${hash(STYLE)}">
<title>HTTP leaks</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>HTTP leaks</h1>
<p class="headline">${escaped(headline)}</p>
<p class="faint">http-leak ${escaped(version)}</p>
${remarks.length === 0 ? '' : `<ul class="notes">${remarks.map((note) => `<li>${escaped(note.trim())}</li>`).join('')}</ul>`}
</header>
<main>
${findings.length === 0 ? '' : overview(findings)}
<div class="tools"${findings.length === 0 ? ' hidden' : ''}>
<input id="search" type="search" placeholder="Search files, messages, functions" aria-label="Search findings">
<button id="reset" type="button">Show all</button>
<span id="shown" role="status"></span>
<span class="faint hint"><kbd>/</kbd> search · <kbd>j</kbd> <kbd>k</kbd> next and previous · <kbd>Enter</kbd> open</span>
</div>
<div id="findings"></div>
<noscript><p>The findings are drawn by a script in this file, and scripts are off.</p></noscript>
</main>
<script type="application/json" id="data">${inScript(data)}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** The numbers by rule, package, client, owner and repair; each is a button that filters. */
function overview(findings: readonly ShownFinding[]): string {
  const groups: [string, keyof ShownFinding, Map<string, number>][] = [
    ['Rule', 'rule', countBy(findings, ({ rule }) => rule)],
    ['Package', 'package', countBy(findings, (finding) => finding.package)],
    ['Client', 'client', countBy(findings, ({ client }) => client)],
    ['Repair', 'verdict', countBy(findings, ({ verdict }) => verdict)],
    [
      'Owner',
      'owners',
      countBy(
        findings.flatMap(({ owners }) => owners),
        (owner) => owner,
      ),
    ],
  ];
  const sections = groups
    .filter(([, , counts]) => counts.size > 0)
    .map(([title, filter, counts]) => {
      const rows = [...counts].map(
        ([value, amount]) =>
          `<li><button type="button" data-filter="${filter}" data-value="${escaped(value)}" aria-pressed="false"><span>${escaped(value)}</span><span>${amount}</span></button></li>`,
      );
      return `<section aria-label="${title}"><h2>${title}</h2><ul>${rows.join('')}</ul></section>`;
    });
  return `<div class="overview">${sections.join('')}</div>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => visible(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!);

/** JSON that ends no script: `<` is written as an escape. */
const inScript = (value: unknown): string => plainJson(value).replaceAll('<', String.raw`\u003c`);

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
