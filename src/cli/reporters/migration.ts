/** A migration for people: the fix of each finding, the findings that are left with the reason, and those that remain in the end. */
import type { Colors } from 'picocolors/types.js';
import type { FilePlan, MigrationPlan, Remaining, SitePlan } from '../migration/result.js';
import { isIncomplete } from '../result.js';
import { formatDiff } from './diff.js';
import { visible } from '../visible.js';
import { displayPath, shownPath } from '../paths.js';
import { count, formatProblem } from './pretty.js';

export interface MigrationView {
  readonly cwd: string;
  readonly colors: Colors;
}

/** Formats the plan: files with their findings, the problems, and a summary. */
export function formatPlan({ files, problems, ...rest }: MigrationPlan, view: MigrationView): string {
  const blocks = [
    ...files.map((file) => formatFile(file, view)),
    problems.map((problem) => formatProblem(problem, view)).join('\n'),
    formatSums({ files, problems, ...rest }, view),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** Formats the diff of every file. */
export function formatDiffs(files: readonly FilePlan[], { cwd, colors }: MigrationView): string {
  return files
    .filter(isChanged)
    .map(({ file, before, after, isNew }) => formatDiff(displayPath(file, cwd), isNew ? null : before, after, colors))
    .join('\n');
}

/** Formats the findings after writing; `complete` is false if not everything could be read. */
export function formatRemaining(
  written: number,
  remaining: readonly Remaining[],
  complete: boolean,
  { cwd, colors }: MigrationView,
): string {
  const rows = remaining.map(
    ({ file, line, column, rule, reason }) =>
      `${shownPath(file, cwd)}${colors.dim(`:${line}:${column}`)}  ${colors.dim(`http-leak/${rule}`)}  ${visible(reason)}`,
  );
  const sum =
    remaining.length === 0
      ? complete
        ? colors.green('✔ nothing remains')
        : colors.yellow('nothing remains in the files that could be read')
      : colors.yellow(
          `${count(remaining.length, 'site')} in ${count(new Set(remaining.map(({ file }) => file)).size, 'file')} for a person:`,
        );
  return `${colors.bold(`${count(written, 'file')} written`)}; ${sum}\n${rows.map((row) => `  ${row}\n`).join('')}`;
}

export const isChanged = ({ before, after }: FilePlan): boolean => before !== after;

function formatFile({ file, fixed, left, isNew }: FilePlan, { cwd, colors }: MigrationView): string {
  if (isNew)
    return `${colors.bold(shownPath(file, cwd))}\n  ${colors.green('new')}      the function that the fixes call`;
  const rows = [
    ...fixed.map((site) => ({ site, row: formatFixed(site, colors) })),
    ...left.map((site) => ({ site, row: formatLeft(site, colors) })),
  ];
  rows.sort((a, b) => a.site.line - b.site.line || a.site.column - b.site.column);
  return [colors.bold(shownPath(file, cwd)), ...rows.map(({ row }) => row)].join('\n');
}

function formatFixed(site: SitePlan, colors: Colors): string {
  const check = site.reason === '' ? '' : `\n      ${colors.yellow('check:')} ${visible(site.reason)}`;
  return `  ${place(site, colors)}  ${colors.green('fix')}   ${visible(site.title)}${check}`;
}

function formatLeft(site: SitePlan, colors: Colors): string {
  return `  ${place(site, colors)}  ${colors.yellow('left')}  ${visible(site.message)}\n      ${colors.yellow('why:')} ${visible(site.reason)}`;
}

const helperRow = ({ name, files }: NonNullable<MigrationPlan['helper']>): string =>
  files > 0
    ? `${count(files, 'file')} ${files === 1 ? 'calls' : 'call'} ${name}`
    : `no fix calls ${name}: it does not do what these fixes do, or the files cannot import it`;

function place({ line, column, rule }: SitePlan, colors: Colors): string {
  return `${`${line}:${column}`.padEnd(8)} ${colors.dim(`http-leak/${rule}`)}`;
}

function formatSums(
  { files, problems, read, typed, outsideProjects, helper }: MigrationPlan,
  { cwd, colors }: MigrationView,
): string {
  const fixed = files.flatMap((file) => file.fixed);
  const left = files.flatMap((file) => file.left);
  const checks = fixed.filter(({ reason }) => reason !== '').length;
  const alone = files.filter(({ leftAlone }) => leftAlone !== null);
  const repairable = files
    .flatMap((file) => (file.leftAlone === null ? file.left : []))
    .filter(({ verdict }) => verdict === 'review').length;
  const types =
    outsideProjects === 0 && typed === 0 ? ' without type information' : ` (${typed} with type information)`;
  const rows = [
    fixed.length + left.length === 0 &&
      `${isIncomplete({ files: read, problems }) ? colors.yellow('! nothing to migrate in the files that could be read') : colors.green('✔ nothing to migrate')}; ${count(read, 'file')} read${types}`,
    fixed.length + left.length > 0 &&
      colors.bold(
        `${count(fixed.length + left.length, 'site')} in ${count(files.filter(({ isNew }) => !isNew).length, 'file')}; ${count(read, 'file')} read${types}`,
      ),
    fixed.length > 0 &&
      `  ${fixed.length} ${fixed.length === 1 ? 'gets' : 'get'} a fix, in ${count(files.filter((file) => isChanged(file) && !file.isNew).length, 'file')}${checks === 0 ? '' : `; ${checks} of them to be checked by a person`}`,
    helper !== null && fixed.length > 0 && `  ${helperRow(helper)}`,
    left.length > 0 &&
      `  ${left.length} ${left.length === 1 ? 'is' : 'are'} left for a person${repairable === 0 ? '' : `; --strategy review repairs ${repairable} of them, to be checked`}`,
    alone.length > 0 && `  ${count(alone.length, 'file')} left alone (to change one, name it on the command line):`,
    ...alone.map(({ file, leftAlone }) => `    ${displayPath(file, cwd)}: ${leftAlone}`),
    outsideProjects > 0 &&
      colors.dim(`  ${count(outsideProjects, 'file')} in no tsconfig.json, so not checked for type errors`),
  ];
  return rows.filter((row) => row !== false).join('\n');
}
