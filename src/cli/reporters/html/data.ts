/** What the page shows, as plain data: the script of the page draws it. */
import { structuredPatch } from 'diff';
import { applyEdits } from '../../../fixes/text/edits.js';
import { fingerprint } from '../../identity.js';
import { Owners } from '../../owners.js';
import { Packages } from '../../packages.js';
import { displayPath } from '../../paths.js';
import type { Leak } from '../../result.js';
import { visible, visibleLine } from '../../visible.js';
import { pathsOf, withoutRemedy, type WitnessStep } from '../witness.js';

export interface ShownFinding {
  /** The same as long as the finding is: links to it stay valid in the next report. */
  readonly id: string;
  readonly rule: string;
  readonly client: string;
  readonly package: string;
  readonly owners: readonly string[];
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** The functions around it. */
  readonly within: string;
  readonly paths: readonly (readonly WitnessStep[])[];
  /** Numbered lines of the file. Hidden characters are replaced one by one, so that columns stay right. */
  readonly code: readonly (readonly [number, string])[];
  readonly remedy: string;
  /** The verdict of the repair, in words. */
  readonly verdict: string;
  readonly repair: {
    readonly verdict: 'safe' | 'review' | 'none';
    readonly title: string;
    readonly reason: string;
    readonly diff: readonly string[];
  };
}

const NO_OWNER = 'no owner';

const VERDICTS = { safe: 'Safe repair', review: 'Repair to check', none: 'No repair' } as const;

/** Lines shown before and after each step. */
const CONTEXT = 2;
/** More lines and longer ones are cut: a generated file may have one line of a megabyte. */
const MAX_LINES = 200;
const MAX_COLUMNS = 400;

/** The findings as the page shows them; owners are empty lists if the repository names none. */
export function shownFindings(leaks: readonly Leak[], cwd: string): ShownFinding[] {
  const packages = new Packages(cwd);
  const owners = Owners.of(cwd);
  return leaks.map((leak) => {
    const file = displayPath(leak.file, cwd);
    const paths = pathsOf(leak, cwd).map((steps) => steps.map((step) => ({ ...step, text: visible(step.text) })));
    const own = owners?.ownersOf(leak.file).map(visible);
    return {
      id: `leak-${fingerprint(leak.ruleId, file, leak.identity)}`,
      rule: leak.ruleId,
      client: visible(leak.finding.client).replaceAll('`', ''),
      package: visible(packages.of(leak.file)),
      owners: own?.length === 0 ? [NO_OWNER] : (own ?? []),
      file: visible(file),
      line: leak.line,
      column: leak.column,
      message: visible(withoutRemedy(leak)),
      within: visible(leak.identity.within),
      paths,
      code: codeAround(leak.text, paths.flat()),
      remedy: visible(leak.finding.remedy),
      verdict: VERDICTS[leak.repair?.verdict ?? 'none'],
      repair: repairOf(leak),
    };
  });
}

function codeAround(text: string, steps: readonly WitnessStep[]): [number, string][] {
  const source = text.split(/\r\n|[\n\r\u2028\u2029]/);
  const wanted = new Set<number>();
  for (const { line, endLine } of steps)
    for (let at = Math.max(line - CONTEXT, 1); at <= Math.min(endLine + CONTEXT, source.length); at++) wanted.add(at);
  return [...wanted]
    .sort((a, b) => a - b)
    .slice(0, MAX_LINES)
    .map((at) => [at, shownLine(source[at - 1] ?? '')]);
}

function shownLine(line: string): string {
  const cut = line.length > MAX_COLUMNS ? `${line.slice(0, MAX_COLUMNS)}…` : line;
  return cut.replaceAll(/[^\t\P{C}]|[\u2028\u2029]/gu, (hidden) => '\uFFFD'.repeat(hidden.length));
}

function repairOf({ repair, text }: Leak): ShownFinding['repair'] {
  if (!repair) return { verdict: 'none', title: '', reason: '', diff: [] };
  const { verdict, title, reason, edits } = repair;
  const { hunks } = edits.length === 0 ? { hunks: [] } : structuredPatch('', '', text, applyEdits(text, edits));
  const diff = hunks.flatMap(({ oldStart, newStart, lines }) => [`@@ line ${oldStart} → ${newStart} @@`, ...lines]);
  return {
    verdict,
    title: visible(title),
    reason: visible(reason),
    diff: diff.map((line) => visibleLine(line).slice(0, MAX_COLUMNS)),
  };
}
