/** For people: every leak with the code and the path, then a summary. */
import type { Colors } from 'picocolors/types.js';
import { isIncomplete, type Leak, type Problem, type ScanResult } from '../result.js';
import { shownPath } from '../paths.js';
import { visible } from '../visible.js';
import { drawCodeFrame, type Mark } from './code-frame.js';
import { formatOverview } from './summary.js';
import { causeOf, causeText, originText, withoutRemedy, witnessesOf, type Witness } from './witness.js';

export interface PrettyOptions {
  readonly cwd: string;
  readonly colors: Colors;
  /** Columns of the terminal. */
  readonly width: number;
  /** Print the numbers of leaks instead of the leaks. */
  readonly summary?: boolean;
}

/** The compiler lists every possible value of an option. */
const MAX_PROBLEM = 160;

/** Formats the leaks, the problems and the summary. */
export function formatPretty(result: ScanResult, options: PrettyOptions): string {
  const blocks = [
    ...(options.summary
      ? [formatOverview(result.leaks, options.cwd, options.colors)]
      : result.leaks.map((leak) => formatLeak(leak, options))),
    result.problems.map((problem) => formatProblem(problem, options)).join('\n'),
    formatSummary(result, options.colors, options.cwd),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** One line for a problem. */
export function formatProblem(problem: Problem, { cwd, colors }: Pick<PrettyOptions, 'cwd' | 'colors'>): string {
  return `${colors.yellow('!')} ${describeProblem(problem, cwd)}`;
}

/** The same as plain text. */
export function describeProblem(problem: Problem, cwd: string): string {
  const where = problem.file === undefined ? '' : `${shownPath(problem.file, cwd)}${position(problem)}: `;
  const what = {
    parse: 'could not parse: ',
    internal: 'internal error: ',
    unreadable: '',
    empty: '',
    ignored: '',
    settings: '',
    config: '',
    types: '',
    untyped: '',
    refused: 'not changed: ',
    unwritable: 'not written: ',
  }[problem.kind];
  const words = problem.message.length > MAX_PROBLEM ? `${problem.message.slice(0, MAX_PROBLEM)}…` : problem.message;
  return where + what + visible(words);
}

/** What was scanned, what was found, and what was skipped with the reason. */
export function formatSummary(result: ScanResult, colors: Colors, cwd: string): string {
  const { leaks, files, typed, outsideProjects, givenUp, skipped, stale, blankets } = result;
  const found =
    leaks.length === 0
      ? isIncomplete(result)
        ? colors.yellow('! no leaks in the files that could be read')
        : colors.green(`✔ ${isAnyHidden(result) ? 'nothing to report' : 'no leaks'}`)
      : colors.red(
          `✖ ${count(leaks.length, 'leak')} in ${count(new Set(leaks.map((leak) => leak.file)).size, 'file')}`,
        );
  const types =
    files === 0 || outsideProjects > 0 || typed > 0
      ? ` (${typed} with type information)`
      : ' (without type information)';
  const seconds = (result.milliseconds / 1000).toFixed(1);
  const hidden = hiddenText(result);
  const notes = [
    ...blankets.map(
      ({ file, line, directive, leaks: amount }) =>
        `${shownPath(file, cwd)}:${line}: \`${directive}\` names no rule and hides ${count(amount, 'leak')}`,
    ),
    stale.suppressions > 0 &&
      `${count(stale.suppressions, 'suppressed leak')} no longer found: eslint --prune-suppressions removes the old entries`,
    stale.baseline > 0 &&
      `${count(stale.baseline, 'leak')} of the baseline no longer found: --update-baseline removes the old entries`,
    outsideProjects > 0 &&
      `${count(outsideProjects, 'file')} in no tsconfig.json, read with the default compiler options`,
    givenUp.length > 0 &&
      `${count(givenUp.length, 'function')} given up: ${visible([...new Set(givenUp.map((entry) => entry.reason))].join(', '))}`,
    skipped.ignored > 0 && `${count(skipped.ignored, 'file')} left out by --ignore`,
    skipped.minified > 0 && `${count(skipped.minified, 'minified file')} left out`,
    skipped.large > 0 && `${count(skipped.large, 'file')} over 1 MiB left out`,
  ].filter((note) => note !== false);
  return [
    `${colors.bold(found)}${hidden === '' ? '' : ` (${hidden})`}; ${count(files, 'file')} scanned${types} in ${seconds} s`,
    ...notes.map((note) => colors.dim(`  ${note}`)),
  ].join('\n');
}

function formatLeak(leak: Leak, { cwd, colors, width }: PrettyOptions): string {
  const [first, ...others] = witnessesOf(leak, cwd);
  const { remedy } = leak.finding;
  const message = withoutRemedy(leak);
  const header = `${colors.bold(shownPath(leak.file, cwd))}${colors.dim(`:${leak.line}:${leak.column}`)}  ${colors.dim(leak.ruleId)}`;
  const rows = [header, visible(message), '', drawCodeFrame(leak.text, marksOf(leak, first), width, colors)];
  for (const other of others) rows.push(`${colors.red('also:')} ${formatOther(other)}`);
  if (message !== leak.message) rows.push(`${colors.cyan('help:')} ${visible(remedy)}`);
  return rows.join('\n');
}

/** `3 suppressed, 12 in the baseline`; empty if everything is reported. */
export function hiddenText({ hidden }: Pick<ScanResult, 'hidden'>): string {
  return [
    hidden.disabled > 0 && `${hidden.disabled} disabled by comments`,
    hidden.suppressed > 0 && `${hidden.suppressed} suppressed`,
    hidden.baselined > 0 && `${hidden.baselined} in the baseline`,
    hidden.unchanged > 0 && `${hidden.unchanged} outside of the change`,
  ]
    .filter((part) => part !== false)
    .join(', ');
}

const isAnyHidden = (result: ScanResult): boolean => hiddenText(result) !== '';

function marksOf(leak: Leak, witness: Witness | undefined): Mark[] {
  const cause = causeOf(leak);
  if (cause)
    return [
      { ...cause, kind: 'step', text: causeText(leak) },
      { ...leak, kind: 'exit', text: 'breaks here' },
    ];
  const steps = witness?.steps ?? [];
  const discarded = witness?.exit.kind === 'discard';
  const origin: Mark = {
    ...leak,
    kind: 'origin',
    text: originText(leak, discarded),
  };
  if (discarded) return [origin];
  const numbered = steps.map((step, index): Mark => ({
    ...step,
    kind: index === steps.length - 1 ? 'exit' : 'step',
    text: steps.length === 1 ? step.text : `${index + 1}. ${step.text}`,
  }));
  return [origin, ...numbered];
}

function formatOther({ steps }: Witness): string {
  const exit = steps.at(-1);
  const way = steps.slice(0, -1).map((step) => `${step.text} (line ${step.line})`);
  return visible(`line ${exit?.line} ${exit?.text}${way.length === 0 ? '' : `, when ${way.join(', ')}`}`);
}

function position({ line, column }: Problem): string {
  return line === undefined ? '' : `:${line}:${column ?? 1}`;
}

/** `1 leak`, `2 leaks`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
