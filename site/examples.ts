/** The examples on the pages of the rules: a code block after a line that starts with ❌ or ✅. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { encodeShared, type Shared } from './shared.js';
import { deflateRawSync } from 'node:zlib';

export interface Example {
  readonly rule: string;
  /** What it is about: the heading above it, and the sentence after the mark. */
  readonly title: string;
  readonly isReported: boolean;
  readonly code: string;
  /** The part of the address that opens it in the playground. */
  readonly hash: string;
}

const pages = fileURLToPath(new URL('../docs/rules/', import.meta.url));

const BLOCK = /^(#{2,4}) ([^\n]+)$|^([❌✅])([^\n]*)\n+```(js|ts)( strict)?\n([^]*?)^```/gmu;

/** The examples of one rule, in the order of its page. */
export function examplesOf(rule: string): Example[] {
  let heading = '';
  const examples: Example[] = [];
  for (const { 2: headed, 3: mark, 4: sentence, 5: language, 6: strict, 7: code } of readFileSync(
    `${pages}${rule}.md`,
    'utf8',
  ).matchAll(BLOCK)) {
    if (headed !== undefined) heading = headed.replaceAll('`', '');
    else
      examples.push({
        rule,
        title: [
          heading,
          sentence!
            .trim()
            .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
            .replaceAll('`', ''),
        ]
          .filter((part) => part !== '')
          .join(': '),
        isReported: mark === '❌',
        code: code!,
        hash: hashOf({
          code: code!,
          // The blocks of TypeScript are examples with types.
          language: language as 'js' | 'ts',
          report: rule as Shared['report'],
          ...(strict === undefined ? {} : { strict: true }),
          ...(language === 'ts' ? { types: true } : {}),
        }),
      });
  }
  return examples;
}

/** Every rule with a page. */
export const ruleNames = (): string[] =>
  readdirSync(pages)
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.slice(0, -'.md'.length))
    .sort();

const hashOf = (shared: Shared): string => deflateRawSync(encodeShared(shared)).toString('base64url');
