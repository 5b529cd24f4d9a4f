/** Whether a text fits into memory once it is parsed. Running out of it would end the process, and with it the whole run. */
import { getHeapStatistics } from 'node:v8';

/**
 * What a token takes with the nodes of its tree, in ESLint. Measured on literals of arrays: 5 million tokens fit into
 * 4.1 GB, and 2.5 million do
 * not fit into 1.2 GB.
 */
const BYTES_PER_TOKEN = 800;
const MEBIBYTE = 1024 * 1024;

/** What is to be said of a text that does not fit; null for one that does. */
export function tooLargeForMemory(text: string, limit = getHeapStatistics().heap_size_limit): string | null {
  // No text has more tokens than characters.
  if (text.length * BYTES_PER_TOKEN <= limit) return null;
  const tokens = countTokens(text);
  const needed = tokens * BYTES_PER_TOKEN;
  if (needed <= limit) return null;
  return `its ${tokens} tokens need more memory than Node.js may use: run the command with NODE_OPTIONS=--max-old-space-size=${Math.ceil(needed / MEBIBYTE)}`;
}

/** Words and signs, whether they are code or stand in a string or comment. */
function countTokens(text: string): number {
  let tokens = 0;
  let inWord = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const isWord = isWordCode(code);
    if (isWord ? !inWord : code > SPACE) tokens++;
    inWord = isWord;
  }
  return tokens;
}

const SPACE = 32;

/** Letters, digits, `_`, `$`, and everything beyond ASCII. */
function isWordCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    code === 95 ||
    code === 36 ||
    code > 127
  );
}
