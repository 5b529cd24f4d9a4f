/**
 * Marker files: a report is expected on every line that ends in `// LEAK`, and on no other. `// LEAK typed` marks what
 * only type information can see.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { fixtures, lint } from './lint.js';

/** Tests every marker file. */
export function testFixtures({ typed }: { readonly typed: boolean }): void {
  const files = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .sort();

  it.each(files)('%s', (file) => {
    const code = readFileSync(path.join(fixtures, file), 'utf8');
    const marked = code.split('\n').map((line) => /\/\/ LEAK( typed)?$/.exec(line.trimEnd()));
    const expected = marked.flatMap((marker, index) => (marker && (typed || !marker[1]) ? [at(code, index + 1)] : []));
    const reported = lint(code, { typed, filename: file }).map(({ line }) => at(code, line));
    expect(reported).toEqual(expected);
  });
}

function at(code: string, line: number): string {
  return `${line}: ${code.split('\n')[line - 1]!.trim()}`;
}
