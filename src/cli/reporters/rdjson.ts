/** For reviewdog: its diagnostic format `rdjson`, whose columns count bytes in UTF-8. */
import path from 'node:path';
import { combinedEdit } from './edits.js';
import { displayPath } from '../paths.js';
import type { Leak, ScanResult } from '../result.js';
import { plainJson } from '../visible.js';
import type { RuleDescription } from './sarif.js';
import { placeFinder, type Place } from './witness.js';

/** Formats the leaks as diagnostics. Repairs are suggestions; what a person has to check stands in the message. */
export function formatRdjson(
  result: ScanResult,
  { cwd, rules }: { readonly cwd: string; readonly rules: readonly RuleDescription[] },
): string {
  const urls = new Map(rules.map(({ id, url }) => [id, url]));
  const report = {
    source: { name: 'http-leak', url: 'https://github.com/eslint-plugin-http-leak/eslint-plugin-http-leak' },
    severity: 'ERROR',
    diagnostics: result.leaks.map((leak) => {
      const url = urls.get(leak.ruleId);
      return {
        message: messageOf(leak),
        location: {
          path: displayPath(leak.file, cwd).split(path.sep).join('/'),
          range: rangeOf(leak, leak.text.split(/\r\n|[\n\r\u2028\u2029]/)),
        },
        severity: 'ERROR',
        code: { value: leak.ruleId, ...(url === undefined ? {} : { url }) },
        ...suggestionsOf(leak),
      };
    }),
  };
  return `${plainJson(report)}\n`;
}

function messageOf({ message, repair }: Leak): string {
  return repair?.verdict === 'review' ? `${message}\n\n${repair.title}. ${repair.reason}` : message;
}

function suggestionsOf({ repair, text }: Leak): object {
  // Several suggestions would be alternatives, so the edits of a repair are one.
  const edit = repair && combinedEdit(repair.edits, text);
  if (!edit) return {};
  const range = rangeOf(placeFinder(text)(edit.range), text.split(/\r\n|[\n\r\u2028\u2029]/));
  return { suggestions: [{ range, text: edit.text }] };
}

function rangeOf({ line, column, endLine, endColumn }: Place, lines: readonly string[]): object {
  const position = (row: number, at: number): object => ({
    line: row,
    column: Buffer.byteLength((lines[row - 1] ?? '').slice(0, at - 1)) + 1,
  });
  return { start: position(line, column), end: position(endLine, endColumn) };
}
