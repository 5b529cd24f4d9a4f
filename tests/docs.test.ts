/**
 * Every example in the documentation of the rules is linted: a code block after a line that starts with ❌ must be
 * reported, one after ✅ must not. `ts` is linted with type information, `js` without; `strict` after the language sets the option.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import plugin from '../src/index.js';
import { lint } from './support/lint.js';

const folder = fileURLToPath(new URL('../docs/rules', import.meta.url));
const pages = readdirSync(folder).filter((file) => file.endsWith('.md'));

interface Example {
  readonly line: number;
  readonly code: string;
  readonly language: string;
  readonly strict: boolean;
  readonly mark: string;
}

describe.each(pages)('%s', (page) => {
  const rule = path.basename(page, '.md');
  const examples = examplesOf(readFileSync(path.join(folder, page), 'utf8'));

  it('is about a rule, and shows what it reports and what it does not', () => {
    expect(Object.keys(plugin.rules)).toContain(rule);
    expect(new Set(examples.map(({ mark }) => mark))).toEqual(new Set(['❌', '✅']));
  });

  it.each(examples)('$mark line $line', ({ code, language, strict, mark }) => {
    const reports =
      language === 'ts'
        ? lint(code, { rule, strict, typed: true, filename: 'file.ts' })
        : lint(code, { rule, strict, parser: 'espree' });
    expect(reports.length > 0, reports.map(({ line, message }) => `${line}: ${message}`).join('\n')).toBe(
      mark === '❌',
    );
  });
});

function examplesOf(text: string): Example[] {
  return [...text.matchAll(/^([❌✅])[^\n]*\n+```(js|ts)( strict)?\n([^]*?)^```/gmu)].map(
    ({ 1: mark, 2: language, 3: strict, 4: code, index }) => ({
      mark: mark!,
      language: language!,
      strict: strict !== undefined,
      code: code!,
      line: text.slice(0, index).split('\n').length,
    }),
  );
}
