/** What the documentation shows, for tests that do as it says. */
import { readFileSync } from 'node:fs';

/**
 * @param mark what the wanted block has in it
 * @returns the first fenced code block of that language with the mark
 * @throws where the page has none
 */
export function codeBlock(page: URL, language: string, mark: string): string {
  const blocks = readFileSync(page, 'utf8').matchAll(/^```(\w+)\n([^]*?)^```/gm);
  for (const [, tag, code] of blocks) if (tag === language && code!.includes(mark)) return code!;
  throw new Error(`${page.pathname} has no ${language} block with ${mark}`);
}
