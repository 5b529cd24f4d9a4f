/** For programs: one object whose shape `docs/cli.md` describes. It only ever grows while `version` stays the same. */
import path from 'node:path';
import type { Exit } from '../../findings/finding.js';
import { fingerprint } from '../identity.js';
import type { Leak, ScanResult } from '../result.js';
import { plainJson } from '../visible.js';
import { displayPath } from '../paths.js';
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
      leaksDisabled: result.hidden.disabled,
      leaksSuppressed: result.hidden.suppressed,
      leaksInBaseline: result.hidden.baselined,
      leaksUnchanged: result.hidden.unchanged,
      staleSuppressions: result.stale.suppressions,
      staleBaseline: result.stale.baseline,
      blanketComments: result.blankets.map((blanket) => ({ ...blanket, file: displayPath(blanket.file, cwd) })),
      files: result.files,
      filesWithTypes: result.typed,
      filesOutsideProjects: result.outsideProjects,
      filesMinified: result.skipped.minified,
      filesTooLarge: result.skipped.large,
      filesIgnored: result.skipped.ignored,
      functions: result.functions,
      givenUp: result.givenUp.map((entry) => ({ ...entry, file: displayPath(entry.file, cwd) })),
      milliseconds: Math.round(result.milliseconds),
    },
  };
  return `${plainJson(report)}\n`;
}

function toFinding(leak: Leak, cwd: string): object {
  const { file, ruleId, line, column, endLine, endColumn, message, finding, identity } = leak;
  return {
    rule: ruleId,
    file: displayPath(file, cwd),
    fingerprint: fingerprint(ruleId, displayPath(file, cwd).split(path.sep).join('/'), identity),
    line,
    column,
    endLine,
    endColumn,
    message,
    protocol: finding.protocol,
    client: finding.client,
    remedy: finding.remedy,
    exits: witnessesOf(leak, cwd).map((witness) => toExit(witness, cwd)),
  };
}

function toExit({ exit, steps }: Witness, cwd: string): object {
  const { text, ...place } = steps.at(-1) ?? { text: '' };
  return {
    kind: exit.kind,
    ...place,
    text,
    path: steps.slice(0, -1),
    ...(exit.inner ? { inner: toInner(exit.inner, cwd) } : {}),
  };
}

function toInner({ name, exit, file }: NonNullable<Exit['inner']>, cwd: string): object {
  return { name, kind: exit.kind, line: exit.line, ...(file === undefined ? {} : { file: displayPath(file, cwd) }) };
}
