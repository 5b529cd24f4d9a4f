/** For GitLab: a Code Quality report. */
import path from 'node:path';
import { fingerprint } from '../identity.js';
import { displayPath } from '../paths.js';
import type { ScanResult } from '../result.js';
import { plainJson } from '../visible.js';

/** Formats the leaks as a Code Quality report; paths are relative to `cwd`, which GitLab takes for the root of the repository. */
export function formatGitlab(result: ScanResult, cwd: string): string {
  const issues = result.leaks.map((leak) => {
    const file = displayPath(leak.file, cwd).split(path.sep).join('/');
    return {
      description: leak.message,
      check_name: leak.ruleId,
      fingerprint: fingerprint(leak.ruleId, file, leak.identity),
      severity: 'major',
      location: { path: file, lines: { begin: leak.line, end: leak.endLine } },
    };
  });
  return `${plainJson(issues)}\n`;
}
