/**
 * A migration for programs: one object whose shape `docs/codemods/migrate.md` describes. It only ever grows while
 * `version` stays the same.
 */
import type { MigrationPlan, Remaining, SitePlan } from '../migration/result.js';
import { plainJson } from '../visible.js';
import { patchOf } from './diff.js';
import { isChanged } from './migration.js';
import { displayPath } from '../paths.js';

const FORMAT_VERSION = 1;

export interface MigrationReport {
  readonly plan: MigrationPlan;
  /** Whether to include the diff of every file. */
  readonly diff: boolean;
  /** The files that were written. */
  readonly written: ReadonlySet<string>;
  /** The findings after writing; null if nothing was to be written. */
  readonly remaining: readonly Remaining[] | null;
}

/** Formats the plan and its result as JSON; paths are relative to `cwd` if they are below it. */
export function formatMigrationJson({ plan, diff, written, remaining }: MigrationReport, cwd: string): string {
  const fixed = plan.files.flatMap((file) => file.fixed);
  const left = plan.files.flatMap((file) => file.left);
  const report = {
    version: FORMAT_VERSION,
    files: plan.files.map((file) => ({
      file: displayPath(file.file, cwd),
      changes: isChanged(file),
      ...(file.isNew ? { new: true } : {}),
      written: written.has(file.file),
      fixed: file.fixed.map(({ reason, ...site }) => ({
        ...toSite(site),
        verdict: site.verdict,
        title: site.title,
        ...(reason === '' ? {} : { check: reason }),
      })),
      ...(file.leftAlone === null ? {} : { leftAlone: file.leftAlone }),
      left: file.left.map((site) => ({ ...toSite(site), verdict: site.verdict, reason: site.reason })),
      ...(diff && isChanged(file)
        ? { diff: patchOf(displayPath(file.file, cwd), file.isNew ? null : file.before, file.after) }
        : {}),
    })),
    ...(plan.helper === null ? {} : { helper: plan.helper }),
    problems: plan.problems.map(({ file, ...rest }) => ({
      ...(file === undefined ? {} : { file: displayPath(file, cwd) }),
      ...rest,
    })),
    ...(remaining === null
      ? {}
      : {
          remaining: remaining.map((site) => ({
            file: displayPath(site.file, cwd),
            ...toSite(site),
            reason: site.reason,
          })),
        }),
    summary: {
      files: plan.read,
      filesWithTypes: plan.typed,
      filesOutsideProjects: plan.outsideProjects,
      filesToChange: plan.files.filter(isChanged).length,
      filesWritten: written.size,
      fixed: fixed.length,
      toCheck: fixed.filter(({ reason }) => reason !== '').length,
      left: left.length,
      leftAlone: plan.files.filter(({ leftAlone }) => leftAlone !== null).length,
      ...(remaining === null ? {} : { remaining: remaining.length }),
    },
  };
  return `${plainJson(report)}\n`;
}

function toSite({
  rule,
  line,
  column,
  client,
  message,
}: Pick<SitePlan, 'rule' | 'line' | 'column' | 'client' | 'message'>): object {
  return { rule: `http-leak/${rule}`, line, column, client, message };
}
