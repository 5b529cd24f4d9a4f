/** For programs: one object whose shape `docs/cli.md` describes. It only ever grows while `version` stays the same. */
import type { Exit } from '../../findings/finding.js';
import type { Leak, ScanResult } from '../result.js';
import { plainJson } from '../visible.js';
import { displayPath } from './pretty.js';
import { witnessesOf, type Witness } from './witness.js';

const FORMAT_VERSION = 1;

/** Formats the result as JSON; paths are relative to `cwd` where they are below it. */
export function formatJson(result: ScanResult, cwd: string): string {
  const report = {
    version: FORMAT_VERSION,
    findings: result.leaks.map((leak) => toFinding(leak, cwd)),
    problems: result.problems.map(({ file, ...rest }) => ({
      ...(file === undefined ? {} : { file: displayPath(file, cwd) }),
      ...rest,
    })),
    summary: {
      leaks: result.leaks.length,
      files: result.files,
      filesWithTypes: result.typed,
      filesOutsideProjects: result.outsideProjects,
      filesMinified: result.skipped.minified,
      filesTooLarge: result.skipped.large,
      functions: result.functions,
      givenUp: result.givenUp.map((entry) => ({ ...entry, file: displayPath(entry.file, cwd) })),
      milliseconds: Math.round(result.milliseconds),
    },
  };
  return `${plainJson(report)}\n`;
}

function toFinding(leak: Leak, cwd: string): object {
  const { file, ruleId, line, column, endLine, endColumn, message, finding } = leak;
  return {
    rule: ruleId,
    file: displayPath(file, cwd),
    line,
    column,
    endLine,
    endColumn,
    message,
    protocol: finding.protocol,
    client: finding.client,
    remedy: finding.remedy,
    exits: witnessesOf(leak).map(toExit),
  };
}

function toExit({ exit, steps }: Witness): object {
  const { text, ...place } = steps.at(-1) ?? { text: '' };
  return {
    kind: exit.kind,
    ...place,
    text,
    path: steps.slice(0, -1),
    ...(exit.inner ? { inner: toInner(exit.inner) } : {}),
  };
}

function toInner({ name, exit, file }: NonNullable<Exit['inner']>): object {
  return { name, kind: exit.kind, line: exit.line, ...(file === undefined ? {} : { file }) };
}
