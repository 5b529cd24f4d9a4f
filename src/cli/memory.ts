/** Whether the tree of a text fits into memory. Running out of memory would end the process, and the whole run with it. */
import { getHeapStatistics } from 'node:v8';

/**
 * The memory of a token with its share of the tree, in ESLint. Measured on array literals: 5 million tokens fit into 4.1 GB, and
 * 2.5 million do not fit into 1.2 GB.
 */
const BYTES_PER_TOKEN = 800;
const MEBIBYTE = 1024 * 1024;

/** The message for a text that does not fit; null if it fits. */
export function tooLargeForMemory(text: string, limit = getHeapStatistics().heap_size_limit): string | null {
  // A text does not have more tokens than characters.
  if (text.length * BYTES_PER_TOKEN <= limit) return null;
  const tokens = countTokens(text);
  const needed = tokens * BYTES_PER_TOKEN;
  if (needed <= limit) return null;
  return `its ${tokens} tokens need more memory than Node.js may use: run the command with NODE_OPTIONS=--max-old-space-size=${Math.ceil(needed / MEBIBYTE)}`;
}

/** Counts words and signs, including those in strings and comments. */
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
